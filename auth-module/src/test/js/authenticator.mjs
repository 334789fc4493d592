// An authenticator and the browser around it, in software: it makes ES256 credentials and signs with them.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const base64url = (bytes) => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes) => createHash('sha256').update(bytes).digest()

/** What browsers give back; the client library looks for this class. */
export class PublicKeyCredential {
  constructor(json) {
    this.json = json
    this.id = json.id
    this.type = 'public-key'
  }

  toJSON() {
    return this.json
  }
}

export class Authenticator {
  #origin
  #keys
  #id = randomBytes(16)
  #count = 0
  #userHandle

  constructor(origin) {
    this.#origin = origin
    this.#keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  }

  /** @param publicKey the options, with buffers or base64url */
  create(publicKey) {
    this.#userHandle = text(publicKey.user.id)
    const jwk = this.#keys.publicKey.export({ format: 'jwk' })
    const cose = map([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(jwk.x, 'base64url')],
      [-3, Buffer.from(jwk.y, 'base64url')],
    ])
    const data = Buffer.concat([
      sha256(publicKey.rp.id),
      Buffer.from([0x45]),
      this.#counter(),
      Buffer.alloc(16),
      Buffer.from([0, this.#id.length]),
      this.#id,
      cose,
    ])
    return this.#credential({
      clientDataJSON: base64url(this.#clientData('webauthn.create', publicKey.challenge)),
      attestationObject: base64url(
        map([
          ['fmt', 'none'],
          ['attStmt', {}],
          ['authData', data],
        ]),
      ),
      transports: ['internal'],
    })
  }

  get(publicKey) {
    this.#count++
    const clientData = this.#clientData('webauthn.get', publicKey.challenge)
    const data = Buffer.concat([sha256(publicKey.rpId), Buffer.from([0x05]), this.#counter()])
    return this.#credential({
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(data),
      signature: base64url(sign('sha256', Buffer.concat([data, sha256(clientData)]), this.#keys.privateKey)),
      userHandle: this.#userHandle,
    })
  }

  /** Runs what needs a browser in one that has this authenticator. */
  async inBrowser(work) {
    const own = { navigator: Object.getOwnPropertyDescriptor(globalThis, 'navigator') }
    const { hostname, origin } = new URL(this.#origin)
    globalThis.window = { PublicKeyCredential, location: { hostname, origin } }
    globalThis.document = {}
    globalThis.PublicKeyCredential = PublicKeyCredential
    Object.defineProperty(globalThis, 'navigator', {
      configurable: true,
      value: {
        credentials: {
          create: async ({ publicKey }) => this.create(publicKey),
          get: async ({ publicKey }) => this.get(publicKey),
        },
      },
    })
    try {
      return await work()
    } finally {
      delete globalThis.window
      delete globalThis.document
      delete globalThis.PublicKeyCredential
      delete globalThis.navigator
      if (own.navigator) Object.defineProperty(globalThis, 'navigator', own.navigator)
    }
  }

  #credential(response) {
    const id = base64url(this.#id)
    return new PublicKeyCredential({
      id,
      rawId: id,
      type: 'public-key',
      authenticatorAttachment: 'platform',
      clientExtensionResults: {},
      response,
    })
  }

  #clientData(type, challenge) {
    return Buffer.from(
      JSON.stringify({ type, challenge: text(challenge), origin: this.#origin, crossOrigin: false }),
    )
  }

  #counter() {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(this.#count)
    return bytes
  }
}

function text(value) {
  return typeof value === 'string' ? value : base64url(value)
}

function map(entries) {
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, value]) => [cbor(key), cbor(value)])])
}

function cbor(value) {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  return map(Object.entries(value))
}

function head(major, value) {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 256) return Buffer.from([(major << 5) | 24, value])
  return Buffer.from([(major << 5) | 25, value >> 8, value & 0xff])
}
