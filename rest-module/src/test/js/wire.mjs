// What each call sends (L1 to L22), and that the server takes it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { created, dataOf, empty, ok, partial, queryOf, watched } from './support.mjs'

// Runs one request and gives what went over the wire.
async function sends(make, expected = {}) {
  const watch = watched(expected.options)
  const response = await make(watch.db)
  assert.equal(response.error, null, JSON.stringify(response.error))
  if ('method' in expected) assert.equal(watch.sent.method, expected.method)
  if ('query' in expected) assert.equal(queryOf(watch), expected.query)
  if ('prefer' in expected) assert.equal(watch.sent.headers.get('Prefer'), expected.prefer)
  if ('accept' in expected) assert.equal(watch.sent.headers.get('Accept'), expected.accept)
  if ('body' in expected) assert.equal(watch.sent.body, expected.body)
  if ('answer' in expected) assert.deepEqual(response, expected.answer)
  return watch
}

test('L1 select drops blanks outside of quotes, and asks for HEAD and counts', async () => {
  await sends((db) => db.from('users').select(' username , status '), {
    method: 'GET',
    query: 'select=username,status',
    prefer: null,
  })
  await sends((db) => db.from('cornercase').select('id, "column whitespace"').order('id').limit(1), {
    query: 'select=id,"column whitespace"&order=id.asc&limit=1',
    answer: ok([{ id: 1, 'column whitespace': 'one' }]),
  })
  await sends((db) => db.from('users').select('*', { head: true, count: 'exact' }), {
    method: 'HEAD',
    prefer: 'count=exact',
    answer: ok(null, 5),
  })
  await sends((db) => db.from('users').select(), { query: 'select=*' })
})

test('L2 inserts of arrays name their columns, quoted, those of objects do not', async () => {
  const union = watched()
  const { error } = await union.db.from('notes').insert([{ body: 'a' }, { slug: 'b' }])
  assert.equal(queryOf(union), 'columns="body","slug"')
  assert.equal(union.sent.body, '[{"body":"a"},{"slug":"b"}]')
  assert.equal(error.message, 'null value in column "body" of relation "notes" violates not-null constraint')
  await sends((db) => db.from('notes').insert([{ body: 'a', slug: 'x' }, { body: 'b', slug: 'y' }]).rollback(), {
    query: 'columns="body","slug"',
    answer: created(),
  })
  await sends((db) => db.from('notes').insert({ body: 'a' }).rollback(), { query: '', answer: created() })
  await sends((db) => db.from('notes').insert([{}]).rollback(), { query: '', answer: created() })
  await sends((db) => db.from('notes').insert([]).select().rollback(), { query: 'select=*', answer: created([]) })
})

test('L3 defaultToNull: false fills absent keys with the columns’ defaults', async () => {
  const rows = [{ body: 'a', stars: 1 }, { slug: 's' }]
  const watch = await sends(
    (db) => db.from('notes').insert(rows, { defaultToNull: false }).select('body,stars').rollback(),
    { answer: created([{ body: 'a', stars: 1 }, { body: 'empty', stars: 3 }]) },
  )
  assert.match(watch.sent.headers.get('Prefer'), /^missing=default/)
  const upsert = await sends(
    (db) => db.from('notes').upsert(rows, { defaultToNull: false }).select('body,stars').rollback(),
    { answer: created([{ body: 'a', stars: 1 }, { body: 'empty', stars: 3 }]) },
  )
  assert.match(upsert.sent.headers.get('Prefer'), /missing=default/)
})

test('L4 upsert asks for its resolution and names the conflict as given', async () => {
  await sends((db) => db.from('users').upsert({ username: 'ann', status: 'OFFLINE' }, { onConflict: 'username' }).rollback(), {
    query: 'on_conflict=username',
    prefer: 'resolution=merge-duplicates, tx=rollback',
    answer: { ...created(), status: 200, statusText: 'OK' },
  })
  await sends((db) => db.from('users').upsert({ username: 'ann' }, { ignoreDuplicates: true }).rollback(), {
    prefer: 'resolution=ignore-duplicates, tx=rollback',
    answer: created(),
  })
})

test('L5 select after a write asks for the representation', async () => {
  const quiet = await sends((db) => db.from('notes').insert({ body: 'x' }).rollback())
  assert.doesNotMatch(quiet.sent.headers.get('Prefer'), /return/)
  const told = await sends((db) => db.from('notes').insert({ body: 'x' }).select('body').rollback(), {
    answer: created([{ body: 'x' }]),
  })
  assert.match(told.sent.headers.get('Prefer'), /return=representation/)
  await sends((db) => db.rpc('get_status', { name_param: 'ann' }).select(), { prefer: 'return=representation' })
})

test('L6 preferences share one header with those of the user', async () => {
  const watch = await sends(
    (db) =>
      db.from('notes').insert({ body: 'x' }, { count: 'exact' }).setHeader('X-Mine', '1').select('body').rollback(),
    { answer: created([{ body: 'x' }], 1) },
  )
  assert.equal(watch.sent.headers.get('Prefer'), 'count=exact, return=representation, tx=rollback')
  assert.equal(watch.sent.headers.get('X-Mine'), '1')
  assert.equal(watch.got.headers.get('Preference-Applied'), 'return=representation, count=exact, tx=rollback')

  const own = watched({ headers: { Prefer: 'timezone=Asia/Tokyo' } })
  await dataOf(own.db.from('events').select('created_at', { count: 'exact' }))
  assert.equal(own.sent.headers.get('Prefer'), 'timezone=Asia/Tokyo, count=exact')
  assert.equal(own.got.headers.get('Preference-Applied'), 'count=exact, timezone=Asia/Tokyo')
})

test('L12 or and not stand in their own parameters', async () => {
  await sends((db) => db.from('users').select('username').or('status.eq.OFFLINE,username.eq.ann').order('username'), {
    query: 'select=username&or=(status.eq.OFFLINE,username.eq.ann)&order=username.asc',
    answer: ok([{ username: 'ann' }, { username: 'bob' }]),
  })
  await sends(
    (db) =>
      db
        .from('channels')
        .select('slug,messages(id)')
        .or('id.eq.1,id.eq.3', { referencedTable: 'messages' })
        .order('id')
        .order('id', { referencedTable: 'messages' }),
    {
      query: 'select=slug,messages(id)&messages.or=(id.eq.1,id.eq.3)&order=id.asc&messages.order=id.asc',
      answer: ok([
        { slug: 'public', messages: [{ id: 1 }] },
        { slug: 'random', messages: [] },
        { slug: 'other', messages: [{ id: 3 }] },
      ]),
    },
  )
})

test('L13 order terms are appended with commas', async () => {
  await sends(
    (db) =>
      db
        .from('users')
        .select('username')
        .order('status', { nullsFirst: true })
        .order('age_range', { ascending: false, nullsFirst: false })
        .order('username', { ascending: false }),
    {
      query: 'select=username&order=status.asc.nullsfirst,age_range.desc.nullslast,username.desc',
      answer: ok(['cleo', 'eve', 'dan', 'ann', 'bob'].map((username) => ({ username }))),
    },
  )
  await sends((db) => db.from('messages').select('id,channels(slug)').order('channels(slug)').order('id').limit(2), {
    query: 'select=id,channels(slug)&order=channels(slug).asc,id.asc&limit=2',
    answer: ok([
      { id: 3, channels: { slug: 'other' } },
      { id: 4, channels: { slug: 'other' } },
    ]),
  })
})

test('L14 limit and range are parameters, never the Range header', async () => {
  const watch = await sends((db) => db.from('users').select('username').order('username').range(1, 2), {
    query: 'select=username&order=username.asc&offset=1&limit=2',
    answer: ok([{ username: 'bob' }, { username: 'cleo' }]),
  })
  assert.equal(watch.sent.headers.get('Range'), null)
  assert.equal(watch.got.headers.get('Content-Range'), '1-2/*')
  await sends(
    (db) =>
      db
        .from('users')
        .select('username,messages(id)')
        .eq('username', 'ann')
        .order('id', { referencedTable: 'messages' })
        .range(1, 1, { referencedTable: 'messages' }),
    {
      query: 'select=username,messages(id)&username=eq.ann&messages.order=id.asc&messages.offset=1&messages.limit=1',
      answer: ok([{ username: 'ann', messages: [{ id: 2 }] }]),
    },
  )
  await sends((db) => db.from('users').select('username,messages(id)').limit(1, { foreignTable: 'messages' }).limit(1), {
    query: 'select=username,messages(id)&messages.limit=1&limit=1',
  })
})

test('L15 single asks for an object, maybeSingle for a plain list', async () => {
  const watch = await sends((db) => db.from('users').select('username').eq('username', 'ann').single(), {
    accept: 'application/vnd.pgrst.object+json',
    answer: ok({ username: 'ann' }),
  })
  assert.equal(watch.got.headers.get('Content-Type'), 'application/vnd.pgrst.object+json; charset=utf-8')
  await sends((db) => db.from('users').select('username').eq('username', 'ann').maybeSingle(), {
    accept: null,
    answer: ok({ username: 'ann' }),
  })
})

test('L17 explain may end with empty options', async () => {
  await sends((db) => db.from('users').select('username').explain(), {
    accept: 'application/vnd.pgrst.plan+text; for="application/json"; options=;',
  })
})

test('L18 rollback and maxAffected are preferences', async () => {
  const watch = await sends(
    (db) => db.from('users').update({ status: 'ONLINE' }).eq('username', 'ann').maxAffected(1).rollback(),
    { prefer: 'handling=strict, max-affected=1, tx=rollback', answer: empty() },
  )
  assert.equal(watch.got.headers.get('Preference-Applied'), 'tx=rollback, handling=strict, max-affected=1')
})

test('L19 rpc goes by POST, GET or HEAD', async () => {
  await sends((db) => db.rpc('get_status', { name_param: 'ann' }), {
    method: 'POST',
    body: '{"name_param":"ann"}',
    answer: ok('ONLINE'),
  })
  const ids = ['00000000-0000-0000-0000-000000000000', '11111111-1111-1111-1111-111111111111']
  await sends((db) => db.rpc('function_with_array_param', { param: ids, nothing: undefined }, { get: true }), {
    method: 'GET',
    query: `param={${ids.join(',')}}`,
    answer: ok(2),
  })
  await sends((db) => db.rpc('get_status', { name_param: 'ann' }, { head: true, count: 'exact' }), {
    method: 'HEAD',
    answer: ok(null, 1),
  })
  await sends((db) => db.rpc('get_user_messages', { user_row: { username: 'ann' } }, { head: true, count: 'exact' }), {
    method: 'POST',
    prefer: 'count=exact,return=minimal',
  })
  await sends((db) => db.rpc('twice', { value: 4611686018427387904n - 1n }), {
    body: '{"value":"4611686018427387903"}',
  })
})

test('L20 the schema stands in the profile of the verb', async () => {
  const read = await sends((db) => db.schema('personal').from('users').select('username').eq('username', 'fay'), {
    answer: ok([{ username: 'fay' }]),
  })
  assert.equal(read.sent.headers.get('Accept-Profile'), 'personal')
  assert.equal(read.sent.headers.get('Content-Profile'), null)
  assert.equal(read.got.headers.get('Content-Profile'), 'personal')

  const write = await sends((db) => db.schema('personal').from('users').insert({ username: 'gus' }).rollback(), {
    answer: created(),
  })
  assert.equal(write.sent.headers.get('Accept-Profile'), null)
  assert.equal(write.sent.headers.get('Content-Profile'), 'personal')
  await sends((db) => db.schema('personal').rpc('get_status', { name_param: 'fay' }), { answer: ok('OFFLINE') })
  await sends((db) => db.schema('personal').rpc('get_status', { name_param: 'fay' }, { get: true }), {
    answer: ok('OFFLINE'),
  })
})

test('L21 every write is called JSON, a delete too', async () => {
  const deleted = await sends((db) => db.from('cornercase').delete().eq('id', 1).rollback(), {
    method: 'DELETE',
    body: undefined,
    answer: empty(),
  })
  assert.equal(deleted.sent.headers.get('Content-Type'), 'application/json')
  const updated = await sends((db) => db.from('users').update({ data: null }).eq('username', 'ann').rollback(), {
    method: 'PATCH',
    answer: empty(),
  })
  assert.equal(updated.sent.headers.get('Content-Type'), 'application/json')
})

test('L24 the count is what follows the slash of Content-Range', async () => {
  const range = async (make) => {
    const watch = watched()
    const { count, error } = await make(watch.db)
    assert.equal(error, null)
    return [watch.got.headers.get('Content-Range'), count]
  }
  const counting = { count: 'exact' }
  const notes = [{ body: 'a' }, { body: 'b' }]

  assert.deepEqual(await range((db) => db.from('users').select('*', counting)), ['0-4/5', 5])
  assert.deepEqual(await range((db) => db.from('users').select('*', counting).limit(2)), ['0-1/5', 5])
  assert.deepEqual(await range((db) => db.from('users').select()), ['0-4/*', null])
  assert.deepEqual(await range((db) => db.from('users').select('*', counting).eq('username', 'x')), ['*/0', 0])
  assert.deepEqual(await range((db) => db.from('notes').insert(notes, counting).rollback()), ['*/2', 2])
  assert.deepEqual(await range((db) => db.from('notes').insert(notes).rollback()), ['*/*', null])
  assert.deepEqual(await range((db) => db.from('notes').upsert(notes, counting).rollback()), ['*/2', 2])
  const offline = { status: 'OFFLINE' }
  assert.deepEqual(
    await range((db) => db.from('users').update(offline, counting).neq('username', 'ann').rollback()),
    ['0-3/4', 4],
  )
  assert.deepEqual(await range((db) => db.from('users').update(offline, counting).eq('username', 'x')), ['*/0', 0])
  assert.deepEqual(
    await range((db) => db.from('cornercase').delete(counting).gt('id', 1).rollback()),
    ['*/2', 2],
  )
  assert.deepEqual(
    await range((db) => db.rpc('get_messages_by_username', { search_username: 'ann' }, counting)),
    ['0-2/3', 3],
  )
  assert.deepEqual(await range((db) => db.rpc('void_func', {}, counting)), ['0-0/1', 1])
})

test('L26 a HEAD tells partial content when planned, and the whole when estimated', async () => {
  await sends((db) => db.from('users').select('*', { head: true, count: 'planned' }), { answer: ok(null, 5) })
  await sends((db) => db.from('users').select('*', { head: true, count: 'estimated' }), { answer: ok(null, 5) })
  await sends((db) => db.from('unanalysed').select('*', { head: true, count: 'estimated' }), { answer: ok(null, 2) })
  const watch = watched()
  const planned = await watch.db.from('unanalysed').select('*', { head: true, count: 'planned' })
  assert.ok(planned.count > 2)
  assert.deepEqual(planned, partial(null, planned.count))
  assert.equal(watch.got.headers.get('Content-Range'), `0-1/${planned.count}`)
})
