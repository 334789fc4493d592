package dev.dupabase.auth.web3;

/// Grant `web3`.
///
/// @param chain `ethereum` or `solana`
/// @param message as it was signed
public record Web3Body(String chain, String message, String signature) {}
