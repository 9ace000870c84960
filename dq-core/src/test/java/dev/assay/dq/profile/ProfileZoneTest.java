package dev.assay.dq.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.json.ProfileJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.render.HtmlReport;
import dev.assay.dq.render.ProfileMarkdown;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Instants have their days, weekdays and hours where the profile says; so has today. */
@SuppressWarnings("NullAway")
class ProfileZoneTest {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  private static DatasetProfile profile(Class<?> type, List<?> values, ProfileOptions options) {
    List<Map<String, ?>> records = new ArrayList<>();
    values.forEach(value -> records.add(Map.of("x", value)));
    return LocalProfiler.profile(records, Fields.ofMap(Map.of("x", type)), options);
  }

  /** From Monday 2024-10-28 to Sunday 2024-11-10; clocks are put back on November 3. */
  private static List<Instant> evenings() {
    List<Instant> evenings = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      evenings.add(
          ZonedDateTime.of(LocalDate.of(2024, 10, 28).plusDays(i), LocalTime.of(19, 30), NEW_YORK)
              .toInstant());
    }
    return evenings;
  }

  @Test
  void evenings_in_new_york_are_evenings_while_clocks_are_put_back() {
    DatasetProfile profile =
        profile(Instant.class, evenings(), ProfileOptions.DEFAULT.withZone(NEW_YORK));
    ColumnProfile.Time time = profile.column("x").time();
    assertThat(time.hours().get(19)).isEqualTo(14);
    assertThat(time.weekdays()).isEqualTo(Collections.nCopies(7, 2L));
    assertThat(time.daysWithout()).isZero();
    assertThat(time.min()).isEqualTo("2024-10-28T23:30:00Z");
    assertThat(profile.zone()).isEqualTo("America/New_York");
    assertThat(ProfileText.render(profile)).contains("in America/New_York");
    assertThat(ProfileMarkdown.render(profile, "x")).contains("in America/New\\_York");
    assertThat(HtmlReport.of(profile).render()).contains("as in America/New_York");
    assertThat(ProfileJson.read(ProfileJson.write(profile))).isEqualTo(profile);
  }

  @Test
  void without_a_zone_records_are_in_utc_and_it_is_said() {
    DatasetProfile profile = profile(Instant.class, evenings(), ProfileOptions.DEFAULT);
    ColumnProfile.Time time = profile.column("x").time();
    // 23:30 before clocks are put back, 00:30 of the next day after
    assertThat(time.hours().get(23)).isEqualTo(6);
    assertThat(time.hours().get(0)).isEqualTo(8);
    assertThat(time.daysWithout()).isEqualTo(1);
    assertThat(ProfileText.render(profile)).contains("in UTC");
  }

  @Test
  void mornings_in_tokyo_are_today_and_not_in_the_future() {
    // 08:00 on May 2 in Tokyo is 23:00 on May 1 in UTC
    ProfileOptions tokyo =
        ProfileOptions.DEFAULT.withAsOf(Instant.parse("2024-05-01T23:00:00Z")).withZone(TOKYO);
    LocalDate today = LocalDate.of(2024, 5, 2);
    assertThat(profile(LocalDate.class, List.of(today), tokyo).column("x").time().future())
        .isZero();
    assertThat(
            profile(String.class, List.of("2024-05-02"), tokyo)
                .column("x")
                .text()
                .asDates()
                .future())
        .isZero();
    assertThat(
            profile(LocalDateTime.class, List.of(today.atTime(7, 59)), tokyo)
                .column("x")
                .time()
                .future())
        .isZero();
    assertThat(
            profile(LocalDateTime.class, List.of(today.atTime(8, 1)), tokyo)
                .column("x")
                .time()
                .future())
        .isEqualTo(1);
    assertThat(
            profile(LocalDate.class, List.of(today.plusDays(1)), tokyo).column("x").time().future())
        .isEqualTo(1);
    ProfileOptions utc = ProfileOptions.DEFAULT.withAsOf(tokyo.asOf());
    assertThat(profile(LocalDate.class, List.of(today), utc).column("x").time().future())
        .isEqualTo(1);
  }

  @Test
  void times_without_a_zone_stay_as_they_are() {
    List<LocalDateTime> evenings = new ArrayList<>();
    evenings().forEach(at -> evenings.add(LocalDateTime.ofInstant(at, NEW_YORK)));
    ColumnProfile.Time time =
        profile(LocalDateTime.class, evenings, ProfileOptions.DEFAULT.withZone(TOKYO))
            .column("x")
            .time();
    assertThat(time.hours().get(19)).isEqualTo(14);
    assertThat(time.daysWithout()).isZero();
  }

  @Test
  void suggested_days_begin_in_the_zone_and_hold() {
    List<Instant> hourly = new ArrayList<>();
    Instant first = Instant.parse("2024-05-01T15:00:00Z"); // midnight in Tokyo
    for (int i = 0; i < 240; i++) {
      hourly.add(first.plusSeconds(3600L * i));
    }
    Instant now = hourly.get(239).plusSeconds(60);
    DatasetProfile profile =
        profile(Instant.class, hourly, ProfileOptions.DEFAULT.withZone(TOKYO).withAsOf(now));
    Suggestions suggestions = Suggestions.of(profile, now);
    assertThat(suggestions.text()).contains("2024-05-01T15:00:00Z");
    List<Map<String, ?>> records = new ArrayList<>();
    hourly.forEach(value -> records.add(Map.of("x", value)));
    assertThat(
            LocalDataQuality.on(records, Fields.ofMap(Map.of("x", Instant.class)))
                .check(suggestions.check("own"))
                .asOf(now)
                .run()
                .passed())
        .isTrue();
  }

  @Test
  void offsets_are_those_of_the_zone_at_every_hour() {
    for (String id :
        List.of("America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC", "+05:45")) {
      ZoneId zone = ZoneId.of(id);
      Offsets offsets = new Offsets(zone);
      // 9,999 hours are a little more than a year, 100 weeks apart, and odd seconds
      for (long second = -9_000_000_000L; second < 9_000_000_000L; second += 9_999 * 3600 + 1) {
        assertThat(offsets.at(second))
            .isEqualTo(zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds());
      }
    }
  }

  @Test
  void days_of_two_zones_are_not_merged() {
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("x", Instant.class));
    ProfileState one = LocalProfiler.state(List.of(), fields, ProfileOptions.DEFAULT);
    ProfileState other =
        LocalProfiler.state(List.of(), fields, ProfileOptions.DEFAULT.withZone(TOKYO));
    assertThatThrownBy(() -> one.merge(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Asia/Tokyo");
  }
}
