package dev.dupabase.auth.web3;

import dev.dupabase.auth.settings.FederationSettings;

/// A kind of wallet.
enum Chain {
    ETHEREUM("Ethereum"),
    SOLANA("Solana");

    private final String title;

    Chain(String title) {
        this.title = title;
    }

    /// As messages name it.
    String title() {
        return title;
    }

    FederationSettings.Chain settings(FederationSettings.Web3 web3) {
        return this == ETHEREUM ? web3.ethereum() : web3.solana();
    }
}
