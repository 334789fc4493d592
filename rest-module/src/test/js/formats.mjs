// Results that are not plain JSON: CSV, GeoJSON, nulls stripped, the root's description.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answers, client, created, db, ok, refused, watched, withoutPostgis } from './support.mjs'

test('L16 L42 csv has the columns of the table in their order', async () => {
  const watch = watched()
  await answers(
    watch.db.from('users').select().lt('username', 'c').order('username').csv(),
    ok(
      [
        'username,data,age_range,status,catchphrase',
        `ann,,"[1,2)",ONLINE,"'cat' 'fat'"`,
        `bob,,"[25,35)",OFFLINE,"'bat' 'cat'"`,
      ].join('\n'),
    ),
  )
  assert.equal(watch.sent.headers.get('Accept'), 'text/csv')
  assert.equal(watch.got.headers.get('Content-Type'), 'text/csv; charset=utf-8')
})

test('L42 csv quotes as PostgreSQL does', async () => {
  await answers(
    db.from('cornercase').select('id,"column whitespace",array_column').order('id').csv(),
    ok(['id,column whitespace,array_column', '1,one,"{""a,b"",""say \\\\""hi\\\\""""}"', '2,,{}', '3,three,'].join('\n')),
  )
  await answers(db.from('cornercase').select('id').eq('id', 77).csv(), ok('\n'))
  await answers(db.from('cornercase').insert({ id: 8 }).select('id').csv().rollback(), created('id\n8'))
  await answers(db.rpc('get_username_and_status', { name_param: 'ann' }).csv(), ok('username,status\nann,ONLINE'))
})

test('L16 stripNulls leaves out what is null', async () => {
  const watch = watched()
  await answers(
    watch.db.from('users').select('username,data').eq('username', 'ann').stripNulls(),
    ok([{ username: 'ann' }]),
  )
  assert.equal(watch.sent.headers.get('Accept'), 'application/vnd.pgrst.array+json;nulls=stripped')
  assert.equal(
    watch.got.headers.get('Content-Type'),
    'application/vnd.pgrst.array+json;nulls=stripped; charset=utf-8',
  )
  const single = watched()
  await answers(
    single.db.from('users').select('username,data').eq('username', 'ann').single().stripNulls(),
    ok({ username: 'ann' }),
  )
  assert.equal(single.sent.headers.get('Accept'), 'application/vnd.pgrst.object+json;nulls=stripped')
  assert.throws(() => db.from('users').select().csv().stripNulls(), /cannot be used with csv/)
})

test('L16 L28 geojson is a collection of features', { skip: withoutPostgis }, async () => {
  const watch = watched()
  const { data, status } = await watch.db.from('shops').select().eq('id', 1).geojson()
  assert.equal(status, 200)
  assert.equal(watch.sent.headers.get('Accept'), 'application/geo+json')
  assert.equal(watch.got.headers.get('Content-Type'), 'application/geo+json; charset=utf-8')
  assert.equal(data.type, 'FeatureCollection')
  assert.deepEqual(data.features, [
    {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [-71.10044, 42.373695] },
      properties: { id: 1, address: '1369 Cambridge St' },
    },
  ])
})

test('L28 a geometry is GeoJSON in plain results too', { skip: withoutPostgis }, async () => {
  const { data } = await db.from('shops').select('shop_geom').eq('id', 1).single()
  assert.deepEqual(data.shop_geom.coordinates, [-71.10044, 42.373695])
  assert.equal(data.shop_geom.type, 'Point')
})

test('L16 geojson of a table without a geometry is refused', { skip: withoutPostgis }, async () => {
  await answers(
    db.from('channels').select('id').geojson(),
    refused(400, 'Bad Request', '22023', 'geometry column is missing'),
  )
})

test('the root describes the API', async () => {
  const { data, status, statusText, error } = await db.getOpenApiSpec()
  assert.deepEqual([status, statusText, error], [200, 'OK', null])
  assert.equal(data.swagger, '2.0')
  assert.ok(data.paths['/users'].get)
  assert.ok(data.paths['/rpc/get_status'].post)
  assert.deepEqual(data.definitions.users.required, ['username'])
  assert.equal(data.paths['/vault'], undefined)

  const personal = await client({ schema: 'personal' }).getOpenApiSpec()
  assert.deepEqual(Object.keys(personal.data.definitions), ['users'])

  const unknown = await client({ schema: 'nowhere' }).getOpenApiSpec()
  assert.equal(unknown.status, 406)
  assert.equal(unknown.error.message, 'Invalid schema: nowhere')
})
