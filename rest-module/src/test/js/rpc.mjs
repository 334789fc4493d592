// Calls of functions.
import { test } from 'node:test'
import { answers, badRequest, db, empty, ok, refused } from './support.mjs'

const ann = { name_param: 'ann' }

test('L39 a scalar counts as one row', async () => {
  await answers(db.rpc('get_status', ann), ok('ONLINE'))
  await answers(db.rpc('get_status', ann, { count: 'exact' }), ok('ONLINE', 1))
  await answers(db.rpc('get_status', { name_param: 'nobody' }), ok(null))
  await answers(db.rpc('get_status', ann, { get: true, count: 'exact' }), ok('ONLINE', 1))
  await answers(db.rpc('get_status', ann, { head: true, count: 'exact' }), ok(null, 1))
})

test('L39 void is 204 No Content', async () => {
  await answers(db.rpc('void_func'), empty())
  await answers(db.rpc('void_func', {}, { count: 'exact' }), empty(1))
})

test('L39 the rows of a call are selected, cast, filtered, ordered and grouped', async () => {
  await answers(db.rpc('get_username_and_status', ann), ok([{ username: 'ann', status: 'ONLINE' }]))
  await answers(db.rpc('get_username_and_status', ann).select('status::text'), ok([{ status: 'ONLINE' }]))
  await answers(db.rpc('get_username_and_status', ann).select('username.count(), status'), ok([{ count: 1, status: 'ONLINE' }]))
  await answers(db.rpc('get_username_and_status', ann).single(), ok({ username: 'ann', status: 'ONLINE' }))
  await answers(
    db.rpc('get_messages_by_username', { search_username: 'ann' }).select('id,channels(slug)').neq('id', 2).order('id', { ascending: false }),
    ok([
      { id: 3, channels: { slug: 'other' } },
      { id: 1, channels: { slug: 'public' } },
    ]),
  )
  await answers(
    db.rpc('get_messages_by_username', { search_username: 'ann' }, { get: true }).select('id').order('id').range(1, 1),
    ok([{ id: 2 }]),
  )
})

test('L24 a call that is counted tells a part of its rows', async () => {
  await answers(
    db.rpc('get_messages_by_username', { search_username: 'ann' }, { count: 'exact' }).select('id').order('id').limit(2),
    { ...ok([{ id: 1 }, { id: 2 }], 3), status: 206, statusText: 'Partial Content' },
  )
  await answers(
    db.rpc('get_messages_by_username', { search_username: 'ann' }, { count: 'planned' }).select('id').order('id').limit(1),
    ok([{ id: 1 }], NaN),
  )
})

test('L40 a row that a filter excludes is null', async () => {
  await answers(db.rpc('function_returning_row').select('username'), ok({ username: 'ann' }))
  await answers(db.rpc('function_returning_row').select('username').eq('username', 'bob'), ok(null))
  await answers(db.rpc('function_returning_no_row').select('username'), ok({ username: null }))
})

test('L23 a function that raises tells its own status', async () => {
  await answers(db.rpc('raise_hand', { why: 'tea' }), refused(418, 'tea', 'PT418', 'tea', null, 'sit down'))
  const split = 'no\r\nX-Mine: 1'
  await answers(db.rpc('raise_hand', { why: split }), refused(418, 'no  X-Mine: 1', 'PT418', split, null, 'sit down'))
})

test('L39 documents come back as they went', async () => {
  const value = { a: [1, null, { b: 'ü' }], c: 'x' }
  await answers(db.rpc('echo_json', { value }), ok(value))
  await answers(db.rpc('echo_json', { value: [1, 2] }), ok([1, 2]))
  await answers(db.rpc('echo_json', { value: null }), ok(null))
})

test('L19 big integers are passed as text', async () => {
  await answers(db.rpc('twice', { value: 21n }), ok(42))
  await answers(db.rpc('twice', { value: 21 }, { get: true }), ok(42))
  await answers(db.rpc('function_with_array_param', { param: [] }), ok(0))
})

test('L19 parameters that are absent take their defaults', async () => {
  await answers(db.rpc('function_with_optional_param'), ok(''))
  await answers(db.rpc('function_with_optional_param', { param: 'x' }), ok('x'))
  await answers(db.rpc('function_with_optional_param', { param: undefined }, { get: true }), ok(''))
})

test('L27 an argument of the wrong type, and a missing one', async () => {
  await answers(db.rpc('twice', { value: 'x' }), badRequest('22P02', 'invalid input syntax for type bigint: "x"'))
  await answers(
    db.rpc('get_status', {}),
    refused(
      404,
      'Not Found',
      'PGRST202',
      'Could not find the function public.get_status without parameters in the schema cache',
      'Searched for the function public.get_status without parameters or with a single unnamed json/jsonb parameter, ' +
        'but no matches were found in the schema cache.',
    ),
  )
  await answers(
    db.rpc('get_statuses', { name_param: 'ann' }),
    refused(
      404,
      'Not Found',
      'PGRST202',
      'Could not find the function public.get_statuses(name_param) in the schema cache',
      'Searched for the function public.get_statuses with parameter name_param or with a single unnamed json/jsonb ' +
        'parameter, but no matches were found in the schema cache.',
      'Perhaps you meant to call the function public.get_status',
    ),
  )
})
