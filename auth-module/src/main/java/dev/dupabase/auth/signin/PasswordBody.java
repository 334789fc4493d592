package dev.dupabase.auth.signin;

/// Grant `password`.
///
/// @param username beyond GoTrue, where the project has usernames
record PasswordBody(String email, String phone, String username, String password) {
    /// The name that is meant: clients of GoTrue have but an address to put it in.
    String name() {
        return !username.isEmpty() || email.contains("@") ? username : email;
    }
}
