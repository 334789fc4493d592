// Embedded rows: along foreign keys, junctions, self references, hints and spreads.
import { test } from 'node:test'
import { answers, badRequest, db, ok, refused } from './support.mjs'

test('L31 a foreign key that is not unique gives an array', async () => {
  await answers(
    db.from('users').select('username,user_profiles(id)').in('username', ['ann', 'bob']).order('username'),
    ok([
      { username: 'ann', user_profiles: [{ id: 1 }] },
      { username: 'bob', user_profiles: [] },
    ]),
  )
  await answers(
    db.from('user_profiles').select('id,users(username)').order('id'),
    ok([
      { id: 1, users: { username: 'ann' } },
      { id: 2, users: { username: 'cleo' } },
      { id: 3, users: null },
    ]),
  )
})

test('L31 a foreign key that is the primary key gives an object, from both sides', async () => {
  await answers(
    db.from('channels').select('slug,channel_details(details)').order('id'),
    ok([
      { slug: 'public', channel_details: { details: 'Details for public channel' } },
      { slug: 'random', channel_details: { details: 'Details for random' } },
      { slug: 'other', channel_details: null },
    ]),
  )
  await answers(
    db.from('channel_details').select('id,channels(slug)').order('id'),
    ok([
      { id: 1, channels: { slug: 'public' } },
      { id: 2, channels: { slug: 'random' } },
    ]),
  )
})

test('L31 three foreign keys to one table are 300 Multiple Choices', async () => {
  const choice = (key) => ({
    cardinality: 'many-to-one',
    embedding: 'best_friends with users',
    relationship: `best_friends_${key}_fkey using best_friends(${key}) and users(username)`,
  })
  await answers(
    db.from('best_friends').select('users(*)'),
    refused(
      300,
      'Multiple Choices',
      'PGRST201',
      "Could not embed because more than one relationship was found for 'best_friends' and 'users'",
      [choice('first_user'), choice('second_user'), choice('third_wheel')],
      "Try changing 'users' to one of the following: 'users!best_friends_first_user_fkey', " +
        "'users!best_friends_second_user_fkey', 'users!best_friends_third_wheel_fkey'. " +
        "Find the desired relationship in the 'details' key.",
    ),
  )
})

test('L31 hints choose by column and by constraint, aliases tell them apart', async () => {
  await answers(
    db
      .from('best_friends')
      .select('id, first_user(username), b:users!second_user(username), c:users!best_friends_third_wheel_fkey(username)')
      .order('id'),
    ok([
      { id: 1, first_user: { username: 'ann' }, b: { username: 'bob' }, c: { username: 'cleo' } },
      { id: 2, first_user: { username: 'ann' }, b: { username: 'dan' }, c: null },
    ]),
  )
  await answers(
    db.from('users').select('username, first:best_friends!best_friends_first_user_fkey(id)').eq('username', 'ann'),
    ok([{ username: 'ann', first: [{ id: 1 }, { id: 2 }] }]),
  )
})

test('L32 two embeds of one table without aliases collide', async () => {
  await answers(
    db.from('best_friends').select('users!first_user(*), users!second_user(*)'),
    badRequest('42712', 'table name "best_friends_users_1" specified more than once'),
  )
})

test('L33 a column that an embedded row lacks is told with its depth', async () => {
  await answers(
    db.from('users').select('messages(sum)'),
    badRequest('42703', 'column messages_1.sum does not exist'),
  )
})

test('L34 a self reference has children by its table and a parent by its column', async () => {
  await answers(
    db.from('collections').select('id,collections(id)').order('id'),
    ok([
      { id: 1, collections: [{ id: 2 }, { id: 4 }] },
      { id: 2, collections: [{ id: 3 }] },
      { id: 3, collections: [] },
      { id: 4, collections: [] },
    ]),
  )
  await answers(
    db.from('collections').select('id,parent_id(id,description)').order('id').limit(2),
    ok([
      { id: 1, parent_id: null },
      { id: 2, parent_id: { id: 1, description: 'Root' } },
    ]),
  )
  await answers(
    db.from('collections').select('id,children:collections!parent_id(id)').eq('id', 1),
    ok([{ id: 1, children: [{ id: 2 }, { id: 4 }] }]),
  )
})

test('L34 a self reference is not found by the name of its key', async () => {
  await answers(
    db.from('collections').select('*,collections!collections_parent_id_fkey(*)'),
    badRequest(
      'PGRST200',
      "Could not find a relationship between 'collections' and 'collections' in the schema cache",
      "Searched for a foreign key relationship between 'collections' and 'collections' using the hint " +
        "'collections_parent_id_fkey' in the schema 'public', but no matches were found.",
    ),
  )
})

test('L31 a junction joins many with many', async () => {
  await answers(
    db.from('products').select('name,categories(name)').order('id').order('name', { referencedTable: 'categories' }),
    ok([
      { name: 'Apple', categories: [{ name: 'Fruit' }] },
      { name: 'Juice', categories: [{ name: 'Drink' }, { name: 'Fruit' }] },
      { name: 'Stone', categories: [] },
    ]),
  )
  await answers(
    db.from('products').select('name,categories!inner(name)').eq('categories.name', 'Drink'),
    ok([{ name: 'Juice', categories: [{ name: 'Drink' }] }]),
  )
})

test('L41 a spread of many rows gives arrays, of one row lifts its columns', async () => {
  await answers(
    db.from('channels').select('slug,...messages(id,username)').order('id').order('id', { referencedTable: 'messages' }),
    ok([
      { slug: 'public', id: [1], username: ['ann'] },
      { slug: 'random', id: [2], username: ['ann'] },
      { slug: 'other', id: [3, 4], username: ['ann', 'cleo'] },
    ]),
  )
  await answers(
    db.from('messages').select('id,...channels(channel:slug)').order('id').limit(1),
    ok([{ id: 1, channel: 'public' }]),
  )
})

test('L41 an aggregate in a spread of one row groups the parent', async () => {
  await answers(
    db.from('messages').select('username,...channels(n:slug.count())').order('username'),
    ok([
      { username: 'ann', n: 3 },
      { username: 'cleo', n: 1 },
    ]),
  )
  await answers(
    db.from('channels').select('slug,...messages(id.count())'),
    badRequest(
      'PGRST127',
      'Feature not implemented',
      'Aggregates are not implemented for one-to-many or many-to-many spreads.',
    ),
  )
})

test('L30 embedded rows are counted', async () => {
  await answers(
    db.from('users').select('username,messages(count)').order('username').limit(2),
    ok([
      { username: 'ann', messages: [{ count: 3 }] },
      { username: 'bob', messages: [{ count: 0 }] },
    ]),
  )
  await answers(
    db.from('users').select('username,messages(channel_id,count())').eq('username', 'cleo'),
    ok([{ username: 'cleo', messages: [{ channel_id: 3, count: 1 }] }]),
  )
})

test('embeds nest, may be empty and filter by presence', async () => {
  await answers(
    db.from('users').select('username,messages(channels(slug,channel_details(details)))').eq('username', 'cleo'),
    ok([{ username: 'cleo', messages: [{ channels: { slug: 'other', channel_details: null } }] }]),
  )
  await answers(
    db.from('users').select('username,messages()').not('messages', 'is', null).order('username'),
    ok([{ username: 'ann' }, { username: 'cleo' }]),
  )
  await answers(
    db.from('channels').select('slug,channel_details()').is('channel_details', null),
    ok([{ slug: 'other' }]),
  )
})

test('an embed that is none is told with what is like it', async () => {
  await answers(
    db.from('users').select('username,mesages(*)'),
    badRequest(
      'PGRST200',
      "Could not find a relationship between 'users' and 'mesages' in the schema cache",
      "Searched for a foreign key relationship between 'users' and 'mesages' in the schema 'public', " +
        'but no matches were found.',
      "Perhaps you meant 'messages' instead of 'mesages'.",
    ),
  )
  await answers(
    db.from('users').select('username').eq('messages.id', 1),
    badRequest(
      'PGRST108',
      "'messages' is not an embedded resource in this request",
      null,
      "Verify that 'messages' is included in the 'select' query parameter.",
    ),
  )
})
