// What the client library's own suites expect of the servers they run against (contracts/auth.md §7).
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, admin, client, project, succeeded } from './support.mjs'

const password = 'secret-$1!'

async function signedUp(variant = 'A', options = {}) {
  const email = address()
  const auth = client(variant, options).auth
  const { user, session } = succeeded(await auth.signUp({ email, password }))
  return { auth, email, user, session }
}

test('S4 T6 without auto-confirm a sign-up has a user and no session', async () => {
  const auth = client('B1').auth
  const email = address()

  const { user, session } = succeeded(await auth.signUp({ email, password }))
  assert.equal(session, null)
  assert.equal(user.email, email)
  assert.equal(user.confirmed_at, undefined)
  assert.equal((await auth.signInWithPassword({ email, password })).error.code, 'email_not_confirmed')
})

test('S4 T1 T2 a known address is shown a user who is not', async () => {
  const email = address()
  succeeded(await admin('B1').auth.admin.createUser({ email, password, email_confirm: true }))

  const first = succeeded(await client('B1').auth.signUp({ email, password })).user
  const second = succeeded(await client('B1').auth.signUp({ email, password })).user

  assert.deepEqual(first.identities, [])
  assert.equal(first.role, '')
  assert.notEqual(first.id, second.id)
})

test('S5 where sign-ups are closed that is said before anything else', async () => {
  const auth = client('B4').auth

  for (const { error } of [
    await auth.signUp({ email: address(), password }),
    await auth.signUp({ phone: '+491234567', password }),
    await auth.signInWithOtp({ email: address() }),
  ]) {
    assert.match(error.message, /Signups not allowed/)
    assert.equal(error.status, 422)
  }
})

test('S6 T10 a bearer that is none is an invalid JWT', async () => {
  const auth = client('A').auth

  assert.match((await auth.getUser('nonsense')).error.message, /^invalid JWT/)
  const { error } = await admin('A').auth.admin.signOut('nonsense')
  assert.match(error.message, /^invalid JWT/)
  assert.equal(error.status, 403)
})

test('S8 T7 a short password is a weak one, with reasons', async () => {
  const { error } = await client('A').auth.signUp({ email: address(), password: '123' })

  assert.match(error.message, /Password should be at least 6 characters/)
  assert.equal(error.name, 'AuthWeakPasswordError')
  assert.deepEqual(error.reasons, ['length'])
})

test('S19 a refresh gives another token, and an old one is taken for ten seconds', async () => {
  const { auth, session } = await signedUp()

  const refreshed = succeeded(await auth.refreshSession())
  assert.notEqual(refreshed.session.refresh_token, session.refresh_token)
  const again = succeeded(await client('A').auth.refreshSession(session))
  assert.equal(again.user.id, session.user.id)
})

test('S19 parallel refreshes of one client are one', async () => {
  const { auth } = await signedUp()

  const sessions = await Promise.all([1, 2, 3].map(() => auth.refreshSession()))

  assert.equal(new Set(sessions.map((reply) => succeeded(reply).session.refresh_token)).size, 1)
})

test('S20 T13 a token that was used long ago is refused for good', async () => {
  const { auth, session } = await signedUp('strict')
  succeeded(await auth.refreshSession())
  succeeded(await auth.refreshSession())

  const { error } = await client('strict').auth.refreshSession(session)

  assert.equal(error.code, 'refresh_token_already_used')
  assert.equal(error.status, 400)
  assert.ok((await auth.refreshSession()).error)
})

test('S21 a code that nobody issued is exchanged for an error', async () => {
  const values = new Map()
  const storage = {
    getItem: (key) => (key.endsWith('code-verifier') ? JSON.stringify('v'.repeat(50)) : (values.get(key) ?? null)),
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  }

  const { error } = await client('A', { flowType: 'pkce', storage }).auth.exchangeCodeForSession(randomUUID())

  assert.ok(error.status >= 400 && error.status < 500)
  assert.equal(error.code, 'flow_state_not_found')
})

test('S24 any redirect may be asked for', async () => {
  const email = address()
  for (const emailRedirectTo of ['nonsense', 'javascript:alert(1)', 'https://evil.example', '']) {
    succeeded(await client('B2').auth.signInWithOtp({ email: address(), options: { emailRedirectTo } }))
  }
  const link = succeeded(
    await admin('B1').auth.admin.generateLink({
      type: 'magiclink',
      email,
      options: { redirectTo: 'https://evil.example' },
    }),
  )
  assert.equal(link.properties.redirect_to, 'http://localhost:9999')
})

test('S25 anonymous users have nothing to reauthenticate by', async () => {
  const auth = client('A').auth
  succeeded(await auth.signInAnonymously())

  const { error } = await auth.reauthenticate()

  assert.match(error.message, /Reauthentication requires the user to have an email or a phone number/)
})

test('S3 S25 anonymous users keep exactly their data', async () => {
  const data = { shop: 'x' }

  const { user } = succeeded(await client('B2').auth.signInAnonymously({ options: { data } }))

  assert.deepEqual(user.user_metadata, data)
  assert.deepEqual(user.identities, [])
})

test('S27 a session is set by its tokens alone', async () => {
  const { session } = await signedUp()
  const other = client('A').auth

  const { user } = succeeded(
    await other.setSession({ access_token: session.access_token, refresh_token: session.refresh_token }),
  )

  assert.equal(user.id, session.user.id)
  assert.equal((await other.getSession()).data.session.access_token, session.access_token)
})

test('S28 T5 T11 a sign-out answers nothing, and may be repeated', async () => {
  const { auth, session } = await signedUp()
  const { url, anonKey } = project('A')
  const reply = await fetch(`${url}/auth/v1/logout?scope=local`, {
    method: 'POST',
    headers: { apikey: anonKey, Authorization: `Bearer ${session.access_token}` },
  })
  assert.equal(reply.status, 204)
  assert.equal(await reply.text(), '')

  assert.equal((await auth.signOut()).error, null)
  const { error } = await client('A').auth.getUser(session.access_token)
  assert.equal(error.name, 'AuthSessionMissingError')
})

test('S30 T11 a session that is gone is dropped by its client', async () => {
  const { auth, session } = await signedUp()
  succeeded(await admin('A').auth.admin.signOut(session.access_token))

  const { error } = await auth.getUser()

  assert.equal(error.name, 'AuthSessionMissingError')
  assert.equal((await auth.getSession()).data.session, null)
})

test('T12 the scopes of a sign-out', async () => {
  const { auth: first, email } = await signedUp()
  const second = client('A').auth
  succeeded(await second.signInWithPassword({ email, password }))

  succeeded(await second.signOut({ scope: 'others' }))
  assert.ok((await first.getUser()).error)
  succeeded(await second.getUser())
  const third = client('A').auth
  succeeded(await third.signInWithPassword({ email, password }))
  succeeded(await third.signOut({ scope: 'global' }))
  assert.ok((await second.getUser()).error)
})

test('a code from a mail opens a session, once', async () => {
  const email = address()
  const { properties } = succeeded(
    await admin('B1').auth.admin.generateLink({ type: 'signup', email, password }),
  )
  const auth = client('B1').auth

  const { session } = succeeded(await auth.verifyOtp({ email, token: properties.email_otp, type: 'signup' }))

  assert.equal(session.user.email, email)
  assert.ok(session.user.email_confirmed_at)
  const { error } = await client('B1').auth.verifyOtp({ email, token: properties.email_otp, type: 'signup' })
  assert.equal(error.code, 'otp_expired')
  assert.equal(error.status, 403)
})

test('T26 T27 the hash of a link opens a session by itself', async () => {
  const email = address()
  const { properties } = succeeded(await admin('B2').auth.admin.generateLink({ type: 'magiclink', email }))

  const { session } = succeeded(
    await client('B2').auth.verifyOtp({ token_hash: properties.hashed_token, type: 'email' }),
  )

  assert.equal(session.user.email, email)
})

test('T4 who asks for a stranger gets the same answer', async () => {
  const auth = client('B1').auth
  succeeded(await auth.resetPasswordForEmail(address()))
  succeeded(await auth.resend({ type: 'signup', email: address() }))
  const { error } = await auth.signInWithOtp({ email: address(), options: { shouldCreateUser: false } })
  assert.equal(error.code, 'otp_disabled')
})

test('T56 mails asked for too soon are told to wait', async () => {
  const auth = client('B1').auth
  const email = address()
  succeeded(await auth.signUp({ email, password }))

  const { error } = await auth.resend({ type: 'signup', email })

  assert.equal(error.code, 'over_email_send_rate_limit')
  assert.equal(error.status, 429)
})

test('T19 T20 metadata are merged, null removes, and the same password is none', async () => {
  const { auth } = await signedUp()
  succeeded(await auth.updateUser({ data: { a: 1, b: { c: 2 } } }))

  const { user } = succeeded(await auth.updateUser({ data: { a: null, b: { d: 3 } } }))

  assert.equal('a' in user.user_metadata, false)
  assert.deepEqual(user.user_metadata.b, { d: 3 })
  assert.equal((await auth.updateUser({ password, data: { x: 1 } })).error.code, 'same_password')
})

test('a new address is pending until it is confirmed', async () => {
  const { auth, email } = await signedUp('secure')
  const next = address()

  const { user } = succeeded(await auth.updateUser({ email: next }))

  assert.equal(user.email, email)
  assert.equal(user.new_email, next)
})

test('identities are listed', async () => {
  const { auth, user } = await signedUp()

  const { identities } = succeeded(await auth.getUserIdentities())

  assert.equal(identities.length, 1)
  assert.equal(identities[0].provider, 'email')
  assert.equal(identities[0].id, user.id)
  assert.ok(identities[0].identity_id)
})

test('S26 signInWithOAuth builds an address and fetches nothing', async () => {
  const { url } = project('A')

  const { data } = await client('A').auth.signInWithOAuth({
    provider: 'google',
    options: { redirectTo: 'https://shop.example/a', scopes: 'calendar', skipBrowserRedirect: true },
  })

  const target = new URL(data.url)
  assert.equal(target.origin + target.pathname, `${url}/auth/v1/authorize`)
  assert.equal(target.searchParams.get('provider'), 'google')
  assert.equal(target.searchParams.get('redirect_to'), 'https://shop.example/a')
  assert.equal(target.searchParams.get('scopes'), 'calendar')
})

test('sessions refresh by themselves and stop when told', async () => {
  const { auth } = await signedUp()

  await auth.startAutoRefresh()
  await auth.stopAutoRefresh()

  succeeded(await auth.getUser())
  assert.ok(!auth.isThrowOnErrorEnabled())
  const { error } = await auth.initialize()
  assert.equal(error, null)
})

test('T58 settings are public', async () => {
  const { url, anonKey } = project('A')

  const settings = await (await fetch(`${url}/auth/v1/settings`, { headers: { apikey: anonKey } })).json()

  assert.equal(settings.passkeys_enabled, true)
  assert.equal(settings.mailer_autoconfirm, true)
  assert.equal(settings.external.anonymous_users, true)
})
