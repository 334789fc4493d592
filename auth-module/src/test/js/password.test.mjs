import assert from 'node:assert/strict'
import { test } from 'node:test'
import { address, client, project, succeeded } from './support.mjs'

const password = 'secret-$1!'

test('signing up opens a session where no confirmation is asked', async () => {
  const auth = client('open').auth
  const email = address()
  const events = []
  auth.onAuthStateChange((event) => events.push(event))

  const { session, user } = succeeded(await auth.signUp({ email, password, options: { data: { name: 'Ann' } } }))

  assert.equal(user.email, email)
  assert.equal(user.phone, '')
  assert.equal(user.user_metadata.name, 'Ann')
  assert.equal(user.identities.length, 1)
  assert.equal(session.token_type, 'bearer')
  assert.ok(session.expires_at > Date.now() / 1000)
  assert.ok(events.includes('SIGNED_IN'))
})

test('a repeated sign-up says so', async () => {
  const email = address()
  succeeded(await client('open').auth.signUp({ email, password }))

  const { error } = await client('open').auth.signUp({ email, password })

  assert.match(error.message, /^User already registered/)
  assert.equal(error.code, 'user_already_exists')
  assert.equal(error.status, 422)
})

test('a short password is a weak password with reasons', async () => {
  const { error } = await client('open').auth.signUp({ email: address(), password: '12345' })

  assert.equal(error.name, 'AuthWeakPasswordError')
  assert.match(error.message, /Password should be at least 6 characters/)
  assert.deepEqual(error.reasons, ['length'])
})

test('sign-in, user, refresh, sign-out and sign-in again', async () => {
  const auth = client('open').auth
  const email = address()
  succeeded(await auth.signUp({ email, password }))
  succeeded(await auth.signOut())

  const { session } = succeeded(await auth.signInWithPassword({ email, password }))
  assert.equal(succeeded(await auth.getUser()).user.email, email)
  const refreshed = succeeded(await auth.refreshSession())
  assert.notEqual(refreshed.session.refresh_token, session.refresh_token)
  assert.equal(succeeded(await auth.getUser(refreshed.session.access_token)).user.email, email)

  succeeded(await auth.signOut())
  const gone = await auth.getUser(refreshed.session.access_token)
  assert.equal(gone.error.name, 'AuthSessionMissingError')
  assert.equal((await auth.getSession()).data.session, null)
  succeeded(await auth.signInWithPassword({ email, password }))
})

test('a wrong password and an unknown user are told in the same words', async () => {
  const auth = client('open').auth
  const email = address()
  succeeded(await auth.signUp({ email, password }))

  const wrong = (await auth.signInWithPassword({ email, password: 'wrong-one' })).error
  const unknown = (await auth.signInWithPassword({ email: address(), password })).error

  assert.equal(wrong.code, 'invalid_credentials')
  assert.equal(wrong.status, 400)
  assert.deepEqual([unknown.code, unknown.status, unknown.message], [wrong.code, wrong.status, wrong.message])
})

test('a session can be carried to another client', async () => {
  const auth = client('open').auth
  const { session } = succeeded(await auth.signUp({ email: address(), password }))
  const other = client('open').auth

  const { user } = succeeded(await other.setSession(session))

  assert.equal(user.id, session.user.id)
  succeeded(await other.refreshSession())
})

test('metadata are merged and a password changed', async () => {
  const auth = client('open').auth
  const email = address()
  succeeded(await auth.signUp({ email, password, options: { data: { keep: 1 } } }))

  const { user } = succeeded(await auth.updateUser({ data: { name: 'Ann' } }))
  assert.equal(user.user_metadata.keep, 1)
  assert.equal(user.user_metadata.name, 'Ann')
  succeeded(await auth.updateUser({ password: 'another-$2!' }))

  assert.equal((await auth.updateUser({ password: 'another-$2!' })).error.code, 'same_password')
  assert.equal((await client('open').auth.signInWithPassword({ email, password })).error.code, 'invalid_credentials')
  succeeded(await client('open').auth.signInWithPassword({ email, password: 'another-$2!' }))
})

test('sign-out can spare this session, or end it alone', async () => {
  const email = address()
  const first = client('open').auth
  const second = client('open').auth
  succeeded(await first.signUp({ email, password }))
  succeeded(await second.signInWithPassword({ email, password }))

  succeeded(await second.signOut({ scope: 'others' }))
  assert.ok((await first.getUser()).error)
  succeeded(await second.getUser())
  succeeded(await second.signOut({ scope: 'local' }))
})

test('claims of a token signed with the secret are verified by the server', async () => {
  const auth = client('open').auth
  const { user } = succeeded(await auth.signUp({ email: address(), password }))

  const { claims } = succeeded(await auth.getClaims())

  assert.equal(claims.sub, user.id)
  assert.equal(claims.role, 'authenticated')
  assert.equal(claims.aal, 'aal1')
  assert.equal(claims.amr[0].method, 'password')
})

test('a bearer that is none is an invalid JWT', async () => {
  const { error } = await client('open').auth.getUser('nonsense')

  assert.match(error.message, /^invalid JWT/)
  assert.equal(error.code, 'bad_jwt')
})

test('closed sign-ups are told before closed providers', async () => {
  const { error } = await client('closed').auth.signUp({ email: address(), password })

  assert.match(error.message, /Signups not allowed for this instance/)
})

test('anonymous users keep exactly the data they bring', async () => {
  const auth = client('open').auth

  const { user, session } = succeeded(await auth.signInAnonymously({ options: { data: { shop: 'x' } } }))

  assert.ok(session)
  assert.equal(user.is_anonymous, true)
  assert.deepEqual(user.user_metadata, { shop: 'x' })
  assert.deepEqual(user.app_metadata, {})
})

test('the keys are needed, and name their project', async () => {
  const { url } = project('open')

  const reply = await fetch(`${url}/auth/v1/user`)

  assert.equal(reply.status, 401)
})
