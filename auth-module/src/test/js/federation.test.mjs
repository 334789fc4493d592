// Accounts elsewhere, wallets, and this project as a provider for others.
import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { test } from 'node:test'
import { address, admin, client, project, succeeded } from './support.mjs'

const { provider } = project('federation')
const target = 'https://app.example/cb'
const password = 'secret-$1!'

/** Signs in at the provider, and returns where the browser ends up. */
async function walk(url, subject, claims) {
  const atProvider = await next(await fetch(url, { redirect: 'manual' }))
  const form = new URLSearchParams({ username: subject, claims: JSON.stringify(claims) })
  const callback = await next(await fetch(atProvider, { method: 'POST', body: form, redirect: 'manual' }))
  const path = callback.slice(callback.indexOf('/auth/v1'))
  return next(await fetch(project('federation').url + path, { redirect: 'manual' }))
}

async function next(response) {
  const location = response.headers.get('location')
  assert.ok(location, `${response.status} ${await response.text()}`)
  return location
}

const verified = (email) => ({ email, email_verified: true, name: 'Ann' })

test('signInWithOAuth and exchangeCodeForSession', async () => {
  const auth = client('federation', { flowType: 'pkce' }).auth
  const email = address()

  const { url } = succeeded(
    await auth.signInWithOAuth({
      provider: 'google',
      options: { redirectTo: target, scopes: 'calendar', skipBrowserRedirect: true },
    }),
  )
  const start = new URL(url)
  assert.equal(start.searchParams.get('code_challenge_method'), 's256')
  const end = new URL(await walk(url, email, verified(email)))
  assert.equal(end.origin + end.pathname, target)
  const { session, user } = succeeded(await auth.exchangeCodeForSession(end.searchParams.get('code')))

  assert.equal(user.email, email)
  assert.equal(user.app_metadata.provider, 'google')
  assert.ok(session.provider_token)
  assert.equal(succeeded(await auth.refreshSession()).session.provider_token, undefined)
  assert.equal(succeeded(await auth.getClaims()).claims.amr[0].method, 'oauth')
})

test('the implicit flow ends in a fragment that setSession takes', async () => {
  const auth = client('federation').auth
  const email = address()
  const { url } = succeeded(
    await auth.signInWithOAuth({ provider: 'google', options: { redirectTo: target, skipBrowserRedirect: true } }),
  )

  const fragment = new URLSearchParams(new URL(await walk(url, email, verified(email))).hash.slice(1))

  assert.equal(fragment.get('sb'), '')
  const { user } = succeeded(
    await auth.setSession({
      access_token: fragment.get('access_token'),
      refresh_token: fragment.get('refresh_token'),
    }),
  )
  assert.equal(user.email, email)
})

test('a code that is none is refused', async () => {
  const { error } = await client('federation').auth.exchangeCodeForSession('nonsense')

  assert.ok(error.status >= 400 && error.status < 500, String(error))
})

test('signInWithIdToken', async () => {
  const auth = client('federation').auth
  const nonce = randomUUID()
  const hash = createHash('sha256').update(nonce).digest('hex')
  const email = address()
  const token = await idToken(email, { ...verified(email), nonce: hash })

  const { user } = succeeded(await auth.signInWithIdToken({ provider: 'google', token, nonce }))

  assert.equal(user.email, email)
  const wrong = await client('federation').auth.signInWithIdToken({ provider: 'google', token, nonce: 'other' })
  assert.match(wrong.error.message, /Nonces mismatch/)
})

/** What an application on a phone gets from the provider by itself. */
async function idToken(subject, claims) {
  const redirect = 'https://phone.example/cb'
  const query = new URLSearchParams({
    client_id: 'shop',
    redirect_uri: redirect,
    response_type: 'code',
    scope: 'openid',
    state: 'x',
  })
  const form = new URLSearchParams({ username: subject, claims: JSON.stringify(claims) })
  const back = await next(await fetch(`${provider}/authorize?${query}`, { method: 'POST', body: form, redirect: 'manual' }))
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: new URL(back).searchParams.get('code'),
    redirect_uri: redirect,
    client_id: 'shop',
    client_secret: 'hush',
  })
  return (await (await fetch(`${provider}/token`, { method: 'POST', body })).json()).id_token
}

test('linkIdentity, getUserIdentities and unlinkIdentity', async () => {
  const auth = client('federation').auth
  const email = address()
  const second = address()
  succeeded(await auth.signUp({ email, password }))

  const { url } = succeeded(
    await auth.linkIdentity({ provider: 'google', options: { redirectTo: target, skipBrowserRedirect: true } }),
  )
  const response = await fetch(url, { redirect: 'manual' })
  assert.ok(response.status === 302 || response.status === 200 || url.startsWith(provider))
  const form = new URLSearchParams({ username: second, claims: JSON.stringify(verified(second)) })
  const callback = await next(await fetch(url, { method: 'POST', body: form, redirect: 'manual' }))
  await next(await fetch(project('federation').url + callback.slice(callback.indexOf('/auth/v1')), { redirect: 'manual' }))

  const { identities } = succeeded(await auth.getUserIdentities())
  assert.deepEqual(identities.map((identity) => identity.provider).sort(), ['email', 'google'])
  const google = identities.find((identity) => identity.provider === 'google')
  succeeded(await auth.unlinkIdentity(google))
  assert.equal(succeeded(await auth.getUserIdentities()).identities.length, 1)
  const last = await auth.unlinkIdentity(succeeded(await auth.getUserIdentities()).identities[0])
  assert.equal(last.error.code, 'single_identity_not_deletable')
})

test('an ID token links an identity too', async () => {
  const auth = client('federation').auth
  succeeded(await auth.signUp({ email: address(), password }))
  const email = address()

  const { user } = succeeded(
    await auth.linkIdentity({ provider: 'google', token: await idToken(email, verified(email)) }),
  )

  assert.equal(user.identities.length, 2)
})

test('S13: linking while it is off', async () => {
  const auth = client('open').auth
  const { user } = succeeded(await auth.signUp({ email: address(), password }))

  const link = await auth.linkIdentity({ provider: 'google' })
  const unlink = await auth.unlinkIdentity(user.identities[0])

  assert.match(link.error.message, /Manual linking is disabled/)
  assert.match(unlink.error.message, /Manual linking is disabled/)
})

test('signInWithWeb3 with a wallet of Solana', async () => {
  const auth = client('federation').auth
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
  const wallet = {
    publicKey: { toBase58: () => base58(key) },
    signMessage: async (message) => new Uint8Array(sign(null, message, privateKey)),
  }

  const { user } = succeeded(
    await auth.signInWithWeb3({ chain: 'solana', wallet, statement: 'Welcome', options: { url: `${target}/` } }),
  )

  assert.equal(user.identities[0].provider, 'web3')
  assert.equal(user.identities[0].identity_data.custom_claims.address, base58(key))
})

function base58(bytes) {
  const digits = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  let text = ''
  for (; number > 0n; number /= 58n) text = digits[Number(number % 58n)] + text
  for (const byte of bytes) {
    if (byte !== 0) break
    text = `1${text}`
  }
  return text
}

test('S15: wallets while they are off', async () => {
  const { error } = await client('open').auth.signInWithWeb3({
    chain: 'ethereum',
    message: 'x'.repeat(100),
    signature: `0x${'00'.repeat(65)}`,
  })

  assert.match(error.message, /Web3 provider is disabled/)
})

test('S14: single sign-on while it is off', async () => {
  const { error } = await client('open').auth.signInWithSSO({ providerId: 'no-uuid' })

  assert.match(error.message, /SAML 2\.0 is disabled/)
})

test('signInWithSSO leads to the identity provider of the domain', async () => {
  const { url, serviceKey } = project('federation')
  const own = await (await fetch(`${url}/auth/v1/sso/saml/metadata`)).text()
  const certificate = own.match(/<X509Certificate>([^<]*)</)[1]
  const metadata = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example/1">
    <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing">
    <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}</X509Certificate>
    </X509Data></KeyInfo></KeyDescriptor><SingleSignOnService Location="https://idp.example/sso"
    Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"/></IDPSSODescriptor></EntityDescriptor>`
  const made = await fetch(`${url}/auth/v1/admin/sso/providers`, {
    method: 'POST',
    headers: { apikey: serviceKey, authorization: `Bearer ${serviceKey}` },
    body: JSON.stringify({ type: 'saml', metadata_xml: metadata, domains: ['acme.example'] }),
  })
  assert.equal(made.status, 201, await made.clone().text())
  const { id } = await made.json()

  const byDomain = succeeded(
    await client('federation').auth.signInWithSSO({ domain: 'acme.example', options: { redirectTo: target } }),
  )
  const byId = succeeded(await client('federation', { flowType: 'pkce' }).auth.signInWithSSO({ providerId: id }))

  assert.ok(byDomain.url.startsWith('https://idp.example/sso?SAMLRequest='))
  assert.ok(new URL(byId.url).searchParams.get('RelayState'))
  const nobody = await client('federation').auth.signInWithSSO({ domain: 'nobody.example' })
  assert.equal(nobody.error.code, 'sso_provider_not_found')
})

test('S16: admin.oauth keeps clients', async () => {
  const oauth = admin('federation').auth.admin.oauth
  const empty = await oauth.createClient({ client_name: 'Partner', redirect_uris: [] })
  assert.match(empty.error.message, /redirect_uris|required|invalid/i)

  const made = succeeded(await oauth.createClient({ client_name: 'Partner', redirect_uris: [target] }))
  assert.ok(made.client_secret)
  assert.ok(succeeded(await oauth.listClients()).clients.some((one) => one.client_id === made.client_id))
  assert.equal(succeeded(await oauth.getClient(made.client_id)).client_name, 'Partner')
  assert.equal(succeeded(await oauth.updateClient(made.client_id, { client_name: 'New' })).client_name, 'New')
  assert.notEqual(succeeded(await oauth.regenerateClientSecret(made.client_id)).client_secret, made.client_secret)
  succeeded(await oauth.deleteClient(made.client_id))
  assert.equal((await oauth.getClient(made.client_id)).error.status, 404)
})

test('auth.oauth asks for consent, lists grants and takes them back', async () => {
  const made = succeeded(
    await admin('federation').auth.admin.oauth.createClient({ client_name: 'Partner', redirect_uris: [target] }),
  )
  const auth = client('federation').auth
  succeeded(await auth.signUp({ email: address(), password }))

  const first = await authorization(made.client_id)
  const details = succeeded(await auth.oauth.getAuthorizationDetails(first))
  assert.equal(details.client.name, 'Partner')
  assert.equal(details.authorization_id, first)
  const { redirect_url } = succeeded(await auth.oauth.approveAuthorization(first, { skipBrowserRedirect: true }))
  assert.ok(new URL(redirect_url).searchParams.get('code'))
  const denied = succeeded(await auth.oauth.denyAuthorization(await authorization(made.client_id, 'phone')))
  assert.equal(new URL(denied.redirect_url).searchParams.get('error'), 'access_denied')

  const grants = succeeded(await auth.oauth.listGrants())
  assert.equal(grants[0].client.id, made.client_id)
  succeeded(await auth.oauth.revokeGrant({ clientId: made.client_id }))
  assert.equal(succeeded(await auth.oauth.listGrants()).length, 0)
})

async function authorization(clientId, scope = 'email') {
  const challenge = createHash('sha256').update('verifier-'.repeat(6)).digest('base64url')
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: target,
    response_type: 'code',
    scope,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  const page = await next(
    await fetch(`${project('federation').url}/auth/v1/oauth/authorize?${query}`, { redirect: 'manual' }),
  )
  return new URL(page).searchParams.get('authorization_id')
}

test('admin.customProviders keeps providers', async () => {
  const providers = admin('federation').auth.admin.customProviders
  const made = succeeded(
    await providers.createProvider({
      provider_type: 'oauth2',
      identifier: 'custom:acme',
      name: 'Acme',
      client_id: 'x',
      client_secret: 'y',
      authorization_url: 'https://localhost/a',
      token_url: 'https://localhost/t',
      userinfo_url: 'https://localhost/u',
    }),
  )

  assert.equal(made.identifier, 'custom:acme')
  assert.equal(succeeded(await providers.listProviders()).providers.length, 1)
  assert.equal(succeeded(await providers.getProvider('custom:acme')).name, 'Acme')
  assert.equal(succeeded(await providers.updateProvider('custom:acme', { name: 'New' })).name, 'New')
  const { url } = succeeded(
    await client('federation').auth.signInWithOAuth({ provider: 'custom:acme', options: { skipBrowserRedirect: true } }),
  )
  assert.ok((await next(await fetch(url, { redirect: 'manual' }))).startsWith('https://localhost/a?'))
  succeeded(await providers.deleteProvider('custom:acme'))
  assert.equal((await providers.getProvider('custom:acme')).error.code, 'custom_provider_not_found')
})
