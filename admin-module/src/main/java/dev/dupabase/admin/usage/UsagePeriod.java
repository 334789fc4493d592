package dev.dupabase.admin.usage;

import dev.dupabase.admin.error.Problems;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Days in UTC, from the first to the last.
record UsagePeriod(LocalDate from, LocalDate to) {
    private static final int MOST_DAYS = 400;

    /// The days of a month that are meant.
    ///
    /// @param mask a bit for each, the lowest for the first
    record MonthDays(LocalDate month, int mask) {}

    /// @param from absent: the first of the month of the last day
    /// @param to absent: today
    /// @throws dev.dupabase.platform.error.ApiException that names the parameter at fault
    static UsagePeriod of(@Nullable String from, @Nullable String to, LocalDate today) {
        var last = day("to", to, today);
        var first = day("from", from, last.withDayOfMonth(1));
        if (first.isAfter(last)) {
            throw Problems.of("from", "'from' is not after 'to'");
        }
        if (ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            throw Problems.of("from", "at most %d days are told at once".formatted(MOST_DAYS));
        }
        return new UsagePeriod(first, last);
    }

    List<LocalDate> days() {
        return from.datesUntil(to.plusDays(1)).toList();
    }

    List<MonthDays> months() {
        var months = new ArrayList<MonthDays>();
        for (var month = YearMonth.from(from);
                !month.isAfter(YearMonth.from(to));
                month = month.plusMonths(1)) {
            int first = month.equals(YearMonth.from(from)) ? from.getDayOfMonth() : 1;
            int last =
                    month.equals(YearMonth.from(to)) ? to.getDayOfMonth() : month.lengthOfMonth();
            long mask = (1L << last) - (1L << (first - 1));
            months.add(new MonthDays(month.atDay(1), (int) mask));
        }
        return months;
    }

    private static LocalDate day(String name, @Nullable String text, LocalDate otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw Problems.of(name, "'%s' is a day like 2026-01-31".formatted(name));
        }
    }
}
