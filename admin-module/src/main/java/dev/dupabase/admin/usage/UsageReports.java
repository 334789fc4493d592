package dev.dupabase.admin.usage;

import dev.dupabase.admin.usage.UsageReader.DayClass;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.usage.UsageClass;
import dev.dupabase.platform.usage.UsageFlush;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/// Puts together what was used, up to the last moments.
@Service
class UsageReports {
    private final UsageFlush flush;
    private final UsageReader reader;

    UsageReports(UsageFlush flush, UsageReader reader) {
        this.flush = flush;
        this.reader = reader;
    }

    ProjectUsage of(Project project, UsagePeriod period) {
        flush.freshen();
        var all = reader.byDayAndClass(project.id(), period);
        var own = all.stream().filter(UsageReports::isOwn).toList();
        var byDay = sums(own, DayClass::day);
        var users = reader.usersByDay(project.id(), period);
        var sizes = reader.sizesByDay(project.id(), period);
        var days =
                period.days().stream()
                        .map(day ->
                                ProjectUsage.Day.of(
                                        day,
                                        UsageTotals.of(
                                                byDay.getOrDefault(day, UsageSums.NONE),
                                                users.getOrDefault(day, 0L),
                                                sizes.getOrDefault(day, 0L))))
                        .toList();
        var totals =
                UsageTotals.of(
                        own.stream().map(DayClass::sums).reduce(UsageSums.NONE, UsageSums::plus),
                        reader.users(project.orgId(), project.id(), period.months()),
                        sizes.values().stream().mapToLong(Long::longValue).max().orElse(0));
        return new ProjectUsage(
                project.id(), period.from(), period.to(), totals, days, byClass(all));
    }

    private static boolean isOwn(DayClass row) {
        return !row.kind().equals(UsageClass.PLATFORM.label());
    }

    private static List<ProjectUsage.OfClass> byClass(List<DayClass> rows) {
        return sums(rows, DayClass::kind).entrySet().stream()
                .map(entry -> ProjectUsage.OfClass.of(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(ProjectUsage.OfClass::requests).reversed())
                .toList();
    }

    private static <K> Map<K, UsageSums> sums(List<DayClass> rows, Function<DayClass, K> key) {
        return rows.stream()
                .collect(Collectors.toMap(key, DayClass::sums, UsageSums::plus, TreeMap::new));
    }
}
