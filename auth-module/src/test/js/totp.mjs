// An authenticator app: codes of a base32 secret, each given once.
import { createHmac } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export function app(secret) {
  let given = 0
  return {
    code() {
      given = Math.max(given + 1, Math.floor(Date.now() / 30_000))
      return codeOf(secret, given)
    },
    wrongCode: () => codeOf(secret, 1),
  }
}

function codeOf(secret, step) {
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)))
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', key).update(message).digest()
  const number = hash.readUInt32BE(hash[19] & 0xf) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}
