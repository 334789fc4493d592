package dev.dupabase.auth.settings;

import java.time.Duration;
import java.util.List;

/// How long sessions live, and how many a user may have (contracts/auth.md §2.3). Zero durations
/// mean no limit.
///
/// @param timebox from their creation
/// @param inactivity from their last refresh
/// @param allowLowAal how long a session may stay at aal1 although its user could reach aal2
public record SessionSettings(
        Duration timebox,
        Duration inactivity,
        Duration allowLowAal,
        boolean singlePerUser,
        List<String> tags) {
    static SessionSettings read(SettingsReader reader) {
        return new SessionSettings(
                reader.duration("SESSIONS_TIMEBOX", Duration.ZERO),
                reader.duration("SESSIONS_INACTIVITY_TIMEOUT", Duration.ZERO),
                reader.duration("SESSIONS_ALLOW_LOW_AAL", Duration.ZERO),
                reader.flag("SESSIONS_SINGLE_PER_USER", false),
                reader.list("SESSIONS_TAGS", List.of()));
    }
}
