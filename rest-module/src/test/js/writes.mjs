// Inserts, upserts, updates and deletes. What is not rolled back is deleted by the test itself.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { answers, badRequest, client, created, dataOf, db, empty, ok, refused, SERVICE_KEY, watched } from './support.mjs'

after(() => db.from('notes').delete().gt('id', 0))

test('L23 an insert is 201 Created, with data where they are asked for', async () => {
  await answers(db.from('notes').insert({ body: 'one' }).rollback(), created())
  await answers(
    db.from('notes').insert({ body: 'one' }).select('body,stars').rollback(),
    created([{ body: 'one', stars: 3 }]),
  )
  await answers(
    db.from('notes').insert({ body: 'one' }).select('body').single().rollback(),
    created({ body: 'one' }),
  )
  await answers(
    db.from('notes').insert([{ body: 'one' }, { body: 'two' }], { count: 'exact' }).select('body').rollback(),
    created([{ body: 'one' }, { body: 'two' }], 2),
  )
})

test('L45 a duplicate key is 409 Conflict in PostgreSQL’s words', async () => {
  await answers(
    db.from('cornercase').insert({ id: 1 }),
    refused(
      409,
      'Conflict',
      '23505',
      'duplicate key value violates unique constraint "cornercase_pkey"',
      'Key (id)=(1) already exists.',
    ),
  )
  await answers(
    db.from('messages').insert({ message: 'x', username: 'nobody', channel_id: 1 }),
    refused(
      409,
      'Conflict',
      '23503',
      'insert or update on table "messages" violates foreign key constraint "messages_username_fkey"',
      'Key (username)=(nobody) is not present in table "users".',
    ),
  )
})

test('L43 a column with a blank is written and read', async () => {
  await answers(
    db.from('cornercase').insert([{ id: 9, 'column whitespace': 'a b', array_column: ['x,y', 'q"q'] }]).select().rollback(),
    created([{ id: 9, 'column whitespace': 'a b', array_column: ['x,y', 'q"q'] }]),
  )
})

test('L46 a rollback returns what would be and leaves nothing', async () => {
  const [{ id }] = await dataOf(db.from('notes').insert({ body: 'gone' }).select('id').rollback())
  await answers(db.from('notes').select().eq('id', id), ok([]))
  await answers(
    db.from('cornercase').update({ 'column whitespace': 'z' }).eq('id', 1).select('"column whitespace"').rollback(),
    ok([{ 'column whitespace': 'z' }]),
  )
  await answers(db.from('cornercase').delete().eq('id', 2).select('id').rollback(), ok([{ id: 2 }]))
  await answers(
    db.from('cornercase').select('id,"column whitespace"').order('id').limit(2),
    ok([
      { id: 1, 'column whitespace': 'one' },
      { id: 2, 'column whitespace': null },
    ]),
  )
})

test('L4 an upsert is 201 where a row is new and 200 where all were there', async () => {
  const rows = [
    { id: 101, body: 'a', slug: 'up-a' },
    { id: 102, body: 'b', slug: 'up-b' },
  ]
  await answers(db.from('notes').upsert(rows).select('id,body'), created([{ id: 101, body: 'a' }, { id: 102, body: 'b' }]))
  await answers(db.from('notes').upsert({ id: 101, body: 'A' }).select('id,body,slug'), ok([{ id: 101, body: 'A', slug: 'up-a' }]))
  await answers(
    db.from('notes').upsert({ slug: 'up-b', body: 'B' }, { onConflict: 'slug', count: 'exact' }).select('id,body'),
    ok([{ id: 102, body: 'B' }], 1),
  )
  await answers(
    db.from('notes').upsert([{ slug: 'up-b', body: 'x' }, { slug: 'up-c', body: 'c' }], { onConflict: 'slug', ignoreDuplicates: true }).select('body'),
    created([{ body: 'c' }]),
  )
  await answers(
    db.from('notes').upsert({ body: 'x' }, { onConflict: 'body' }),
    badRequest('42P10', 'there is no unique or exclusion constraint matching the ON CONFLICT specification'),
  )
})

test('L23 an update is 204 No Content, or 200 OK with its rows', async () => {
  await answers(db.from('users').update({ status: 'OFFLINE' }).eq('username', 'ann').rollback(), empty())
  await answers(
    db.from('users').update({ status: 'OFFLINE' }, { count: 'exact' }).eq('username', 'ann').rollback(),
    empty(1),
  )
  await answers(
    db.from('users').update({ status: 'OFFLINE' }).eq('username', 'ann').select('username,status').rollback(),
    ok([{ username: 'ann', status: 'OFFLINE' }]),
  )
  await answers(db.from('users').update({ status: 'OFFLINE' }).eq('username', 'x').select(), ok([]))
  await answers(
    db.from('users').update({ status: 'OFFLINE' }).eq('username', 'x').select().single(),
    refused(406, 'Not Acceptable', 'PGRST116', 'Cannot coerce the result to a single JSON object', 'The result contains 0 rows'),
  )
  await answers(
    db.from('users').update({ status: 'AWAY' }).eq('username', 'ann'),
    badRequest('22P02', 'invalid input value for enum user_status: "AWAY"'),
  )
})

test('L23 a delete is 204 No Content, or 200 OK with its rows', async () => {
  await answers(db.from('cornercase').delete().eq('id', 1).rollback(), empty())
  await answers(db.from('cornercase').delete({ count: 'exact' }).gte('id', 1).rollback(), empty(3))
  await answers(db.from('cornercase').delete().in('id', [1, 3]).select('id').order('id').rollback(), ok([{ id: 1 }, { id: 3 }]))
  await answers(db.from('cornercase').delete({ count: 'exact' }).eq('id', 77), empty(0))
})

test('L18 maxAffected lets so many rows change and no more', async () => {
  const refusal = (rows) =>
    badRequest('PGRST124', 'Query result exceeds max-affected preference constraint', `The query affects ${rows} rows`)
  await answers(db.from('users').update({ status: 'OFFLINE' }).gt('username', 'a').maxAffected(3), refusal(5))
  await answers(db.from('cornercase').delete().gt('id', 0).maxAffected(1).select(), refusal(3))
  await answers(db.from('cornercase').delete().eq('id', 1).maxAffected(1).rollback(), empty())
  await answers(db.from('users').select('username').eq('status', 'OFFLINE'), ok([{ username: 'bob' }]))
  await answers(db.rpc('function_returning_set_of_rows').maxAffected(2), refusal(5))
  await answers(
    db.rpc('function_returning_row').maxAffected(1),
    badRequest('PGRST128', 'Function must return SETOF or TABLE when max-affected preference is used with handling=strict'),
  )
})

test('L27 a column that is none is refused before any SQL', async () => {
  await answers(
    db.from('notes').insert({ nothing: 1 }),
    badRequest('PGRST204', "Could not find the 'nothing' column of 'notes' in the schema cache"),
  )
  await answers(
    db.from('notes').update({ nothing: 1 }).eq('id', 1),
    badRequest('PGRST204', "Could not find the 'nothing' column of 'notes' in the schema cache"),
  )
  await answers(
    db.from('notes').insert({ id: 'x' }),
    badRequest('22P02', 'invalid input syntax for type bigint: "x"'),
  )
})

test('a representation may embed and be ordered', async () => {
  await answers(
    db
      .from('messages')
      .insert([
        { message: 'm1', username: 'bob', channel_id: 1 },
        { message: 'm2', username: 'bob', channel_id: 2 },
      ])
      .select('message,channels(slug)')
      .order('message', { ascending: false })
      .rollback(),
    created([
      { message: 'm2', channels: { slug: 'random' } },
      { message: 'm1', channels: { slug: 'public' } },
    ]),
  )
})

test('big integers arrive with every digit', async () => {
  const watch = watched()
  await dataOf(watch.db.from('notes').insert({ body: 'big', big: 9007199254740993n }).select('big'))
  assert.equal(watch.sent.body, '{"body":"big","big":"9007199254740993"}')
  await answers(db.from('notes').select('big::text').eq('body', 'big'), ok([{ big: '9007199254740993' }]))
})

test('a view is written through', async () => {
  await answers(db.from('updatable_view').update({ username: 'ann' }).eq('username', 'ann').rollback(), empty())
  await answers(
    db.from('non_updatable_view').update({ username: 'x' }).eq('username', 'ann'),
    {
      ...badRequest(
        '55000',
        'cannot update view "non_updatable_view"',
        'Views containing LIMIT or OFFSET are not automatically updatable.',
        'To enable updating the view, provide an INSTEAD OF UPDATE trigger or an unconditional ON UPDATE DO INSTEAD rule.',
      ),
      status: 500,
      statusText: 'Internal Server Error',
    },
  )
})

test('the service key writes where others may not', async () => {
  await answers(
    db.from('vault').insert({ id: 2 }),
    refused(401, 'Unauthorized', '42501', 'permission denied for table vault'),
  )
  const service = client({ headers: { apikey: SERVICE_KEY, Authorization: `Bearer ${SERVICE_KEY}` } })
  await answers(service.from('vault').insert({ id: 2 }).select('id').rollback(), created([{ id: 2 }]))
})
