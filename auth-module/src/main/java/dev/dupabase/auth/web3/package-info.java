/// Sign-in with a wallet, whose key signs a message that says so (EIP-4361 and its like for Solana;
/// contracts/auth.md §1.6 E11).
@NullMarked
package dev.dupabase.auth.web3;

import org.jspecify.annotations.NullMarked;
