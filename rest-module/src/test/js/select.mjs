// Reading tables: columns, casts, aggregates, paging, single rows and what is refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answers, badRequest, client, dataOf, db, ok, partial, refused, watched } from './support.mjs'

const names = (...all) => all.map((username) => ({ username }))

test('L23 a plain select answers 200 OK with every column in order', async () => {
  const response = await db.from('users').select().order('username')
  assert.deepEqual(response.data[0], {
    username: 'ann',
    data: null,
    age_range: '[1,2)',
    status: 'ONLINE',
    catchphrase: "'cat' 'fat'",
  })
  assert.deepEqual(Object.keys(response.data[0]), ['username', 'data', 'age_range', 'status', 'catchphrase'])
  assert.deepEqual({ ...response, data: response.data.length }, ok(5))
})

test('columns may be aliased, cast and reach into documents', async () => {
  await answers(
    db
      .from('users')
      .select('name:username, status::text, deep:data->foo->bar, data->foo->>n, data->tags->0, last:data->tags->>-1')
      .eq('username', 'eve'),
    ok([{ name: 'eve', status: 'ONLINE', deep: { nested: 'value' }, n: '7', tags: 'a', last: 'b' }]),
  )
})

test('L43 names with blanks are selected when quoted', async () => {
  await answers(
    db.from('cornercase').select('"column whitespace"').order('id'),
    ok([{ 'column whitespace': 'one' }, { 'column whitespace': null }, { 'column whitespace': 'three' }]),
  )
})

test('L30 aggregates group by what stands beside them', async () => {
  await answers(
    db.from('messages').select('channel_id, count()').order('channel_id'),
    ok([
      { channel_id: 1, count: 1 },
      { channel_id: 2, count: 1 },
      { channel_id: 3, count: 2 },
    ]),
  )
  await answers(
    db.from('messages').select('first:id.min(), last:id.max(), id.sum(), id.avg()::int, n:id.count()'),
    ok([{ first: 1, last: 4, sum: 10, avg: 3, n: 4 }]),
  )
})

test('L24 a part of the whole is 206 Partial Content', async () => {
  await answers(
    db.from('users').select('username', { count: 'exact' }).order('username').limit(2),
    partial(names('ann', 'bob'), 5),
  )
  await answers(
    db.from('users').select('username', { count: 'exact' }).order('username').range(3, 9),
    partial(names('dan', 'eve'), 5),
  )
  await answers(db.from('users').select('username', { count: 'exact' }).range(5, 9), partial([], 5))
  await answers(db.from('users').select('username', { count: 'exact' }).limit(0), partial([], 5))
  await answers(db.from('users').select('username').limit(0), ok([]))
})

test('L23 a page behind the counted end is refused', async () => {
  await answers(
    db.from('users').select('username', { count: 'exact' }).range(9, 19),
    refused(
      416,
      'Requested Range Not Satisfiable',
      'PGRST103',
      'Requested range not satisfiable',
      'An offset of 9 was requested, but there are only 5 rows.',
    ),
  )
})

test('L26 planned and estimated counts', async () => {
  const planned = await db.from('users').select('username', { count: 'planned' })
  assert.deepEqual({ ...planned, data: planned.data.length }, ok(5, 5))
  const estimated = await db.from('users').select('username', { count: 'estimated' }).limit(1)
  assert.deepEqual({ ...estimated, data: estimated.data.length }, partial(1, 5))
})

test('L27 single refuses several rows and none', async () => {
  const refusal = (details) =>
    refused(406, 'Not Acceptable', 'PGRST116', 'Cannot coerce the result to a single JSON object', details)
  await answers(db.from('users').select().single(), refusal('The result contains 5 rows'))
  await answers(db.from('users').select().eq('username', 'x').single(), refusal('The result contains 0 rows'))
})

test('L15 maybeSingle takes none for null and refuses several itself', async () => {
  await answers(db.from('users').select().eq('username', 'x').maybeSingle(), ok(null))
  await answers(db.from('users').select('username').eq('username', 'ann').maybeSingle(), ok({ username: 'ann' }))
  await answers(
    db.from('users').select().maybeSingle(),
    refused(
      406,
      'Not Acceptable',
      'PGRST116',
      'JSON object requested, multiple (or no) rows returned',
      'Results contain 5 rows, application/vnd.pgrst.object+json requires 1 row',
    ),
  )
})

test('L33 unknown columns are told in PostgreSQL’s words', async () => {
  await answers(
    db.from('users').select('missing_column'),
    badRequest('42703', 'column users.missing_column does not exist'),
  )
  await answers(
    db.from('users').select('username').eq('missing_column', 1),
    badRequest('42703', 'column users.missing_column does not exist'),
  )
  await answers(db.from('messages').select('users.count()'), badRequest('42703', 'column messages.users does not exist'))
})

test('L27 an unknown table is 404 Not Found with what is like it', async () => {
  await answers(
    db.from('user').select(),
    refused(
      404,
      'Not Found',
      'PGRST205',
      "Could not find the table 'public.user' in the schema cache",
      null,
      "Perhaps you meant the table 'public.users'",
    ),
  )
  await answers(
    db.from('zzz').select(),
    refused(404, 'Not Found', 'PGRST205', "Could not find the table 'public.zzz' in the schema cache"),
  )
})

test('L25 a HEAD of an unknown table has no body, which the library takes for no content', async () => {
  const response = await db.from('zzz').select('*', { head: true })
  assert.deepEqual([response.status, response.statusText, response.data], [204, 'No Content', null])
})

test('L20 a schema that is not exposed is refused by name', async () => {
  await answers(
    db.schema('pg_catalog').from('pg_class').select(),
    refused(
      406,
      'Not Acceptable',
      'PGRST106',
      'Invalid schema: pg_catalog',
      null,
      'Only the following schemas are exposed: public, personal, graphql_public',
    ),
  )
  await answers(client({ schema: 'personal' }).from('users').select('username').order('username'), ok(names('ann', 'fay')))
})

test('L27 what nobody may read is refused with a challenge', async () => {
  const { db, got } = await refusedVault()
  assert.deepEqual(db, refused(401, 'Unauthorized', '42501', 'permission denied for table vault'))
  assert.equal(got.headers.get('WWW-Authenticate'), 'Bearer')
})

async function refusedVault() {
  const watch = watched()
  return { db: await watch.db.from('vault').select(), got: watch.got }
}

test('L44 rows come in the order of the heap', async () => {
  const ids = async () => (await dataOf(db.from('heap').select('id'))).map(({ id }) => id)
  assert.deepEqual(await ids(), [1, 2, 3])
  await dataOf(db.from('heap').update({ v: 9 }).eq('id', 1))
  assert.deepEqual(await ids(), [2, 3, 1])
})

test('views are read and filtered like tables', async () => {
  await answers(db.from('updatable_view').select().eq('username', 'ann'), ok([{ username: 'ann', age: null }]))
  await answers(db.from('non_updatable_view').select('username'), ok(names('ann')))
  await answers(db.from('active_users').select('username').order('username'), ok(names('ann', 'cleo', 'dan', 'eve')))
})

test('L23 a malformed select is 400 Bad Request and tells the place', async () => {
  await answers(
    db.from('users').select('data->(x'),
    badRequest(
      'PGRST100',
      '"failed to parse select parameter (data->(x)" (line 1, column 7)',
      'unexpected "(" expecting "-", digit or any non reserved character different from: .,>()',
    ),
  )
})

test('throwOnError throws the server’s error whole', async () => {
  await assert.rejects(async () => await db.from('users').select('missing').throwOnError(), {
    name: 'PostgrestError',
    message: 'column users.missing does not exist',
    code: '42703',
    details: null,
    hint: null,
  })
  assert.equal((await db.from('users').select('username').limit(1).throwOnError()).data.length, 1)
})

test('returns and overrideTypes change nothing on the wire', async () => {
  await answers(db.from('users').select('username').eq('username', 'ann').returns(), ok(names('ann')))
  await answers(db.from('users').select('username').eq('username', 'ann').overrideTypes(), ok(names('ann')))
})
