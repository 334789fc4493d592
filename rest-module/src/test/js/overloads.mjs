// Which of several functions of one name is called (L38).
import { test } from 'node:test'
import { answers, db, empty, ok, refused } from './support.mjs'

const renaming = 'Try renaming the parameters or the function itself in the database so function overloading can be resolved'
const ambiguous = (candidates) =>
  refused(
    300,
    'Multiple Choices',
    'PGRST203',
    `Could not choose the best candidate function between: ${candidates}`,
    null,
    renaming,
  )

test('L38 overloads are told apart by the names of their parameters', async () => {
  await answers(db.rpc('resolvable'), empty())
  await answers(db.rpc('resolvable', { a: 'x' }), ok(1))
  await answers(db.rpc('resolvable', { b: 5 }), ok('b'))
  await answers(db.rpc('resolvable', { profile_id: 2 }), ok([{ id: 2, username: 'cleo' }]))
  await answers(db.rpc('resolvable', { user_row: { username: 'cleo' } }).select('id'), ok([{ id: 4 }]))
})

test('L38 overloads that differ by type alone are ambiguous', async () => {
  await answers(db.rpc('unresolvable', { a: 'x' }), ambiguous('public.unresolvable(a => integer), public.unresolvable(a => text)'))
  await answers(db.rpc('unresolvable'), empty())
})

test('L38 an unnamed parameter is given under the empty name', async () => {
  await answers(db.rpc('unnamed_json', { '': [1] }), ok({ '': [1] }))
  await answers(db.rpc('unnamed_jsonb', { '': 1 }), ok({ '': 1 }))
  await answers(db.rpc('unnamed_text', { '': 'x' }), ok('{"":"x"}'))
})

test('L38 a document without a matching name is the unnamed parameter', async () => {
  await answers(db.rpc('unnamed_json', { a: 1, b: [2] }), ok({ a: 1, b: [2] }))
  await answers(db.rpc('unnamed_jsonb', {}), ok({}))
})

test('L38 nothing and an unnamed text compete', async () => {
  await answers(
    db.rpc('no_params_or_unnamed', {}),
    ok(1),
  )
  await answers(db.rpc('no_params_or_unnamed', { '': 'x' }), ok('{"":"x"}'))
  await answers(
    db.rpc('unnamed_overloads', { '': 'x' }),
    ok('{"":"x"}'),
  )
})

test('L38 an unnamed parameter that is neither a document nor text is not seen', async () => {
  await answers(
    db.rpc('unnamed_integer', { '': 1 }),
    refused(
      404,
      'Not Found',
      'PGRST202',
      'Could not find the function public.unnamed_integer() in the schema cache',
      'Searched for the function public.unnamed_integer with parameter  or with a single unnamed json/jsonb parameter, ' +
        'but no matches were found in the schema cache.',
    ),
  )
})

test('L38 a call with surplus arguments finds none and tells the nearest', async () => {
  await answers(
    db.rpc('resolvable', { c: 1 }),
    refused(
      404,
      'Not Found',
      'PGRST202',
      'Could not find the function public.resolvable(c) in the schema cache',
      'Searched for the function public.resolvable with parameter c or with a single unnamed json/jsonb parameter, ' +
        'but no matches were found in the schema cache.',
    ),
  )
  await answers(
    db.rpc('get_status', { name_param: 'ann', x: 1 }),
    refused(
      404,
      'Not Found',
      'PGRST202',
      'Could not find the function public.get_status(name_param, x) in the schema cache',
      'Searched for the function public.get_status with parameters name_param, x or with a single unnamed json/jsonb ' +
        'parameter, but no matches were found in the schema cache.',
      'Perhaps you meant to call the function public.get_status(name_param)',
    ),
  )
})
