package dev.dupabase.auth.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.dupabase.auth.user.UserBody;

/// A link, beside the fields of the user it is for.
///
/// @param verificationType what the link turned out to be, which may be other than was asked for
record LinkReply(
        @JsonUnwrapped UserBody user,
        @JsonProperty("action_link") String actionLink,
        @JsonProperty("email_otp") String emailOtp,
        @JsonProperty("hashed_token") String hashedToken,
        @JsonProperty("verification_type") String verificationType,
        @JsonProperty("redirect_to") String redirectTo) {}
