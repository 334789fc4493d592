package dev.dupabase.platform.usage;

import dev.dupabase.platform.project.Project;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Which users of projects were active: those who got a token, by signing in or by refreshing an
/// old one. Days are those of UTC.
@Component
public class ActiveUsers {
    private static final int MOST = 200_000;

    record Seen(UUID project, UUID user, LocalDate day) {}

    private final Set<Seen> seen = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    ActiveUsers(Clock clock) {
        this.clock = clock;
    }

    /// Notes that a user is active today. Costs no round trip.
    public void saw(Project project, UUID user) {
        if (seen.size() < MOST) {
            seen.add(
                    new Seen(
                            project.id(),
                            user,
                            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
        }
    }

    List<Seen> take() {
        var taken = new ArrayList<Seen>();
        for (var all = seen.iterator(); all.hasNext(); ) {
            taken.add(all.next());
            all.remove();
        }
        return taken;
    }

    /// What could not be written, for the next time.
    void giveBack(List<Seen> unwritten) {
        if (seen.size() < MOST) {
            seen.addAll(unwritten);
        }
    }
}
