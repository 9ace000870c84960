package dev.assay.dq;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.json.CheckFormatException;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BusinessCalendarTest {

  private static final LocalDate FRIDAY = LocalDate.of(2024, 3, 29);
  private static final BusinessCalendar TARGET = BusinessCalendar.of("TARGET");

  private static Constraint said(BusinessCalendar calendar) {
    return date("d").isBusinessDay(calendar).toConstraint();
  }

  @Test
  void a_calendar_is_a_value() {
    assertThat(TARGET.withHolidays(FRIDAY, FRIDAY.plusDays(3)))
        .isEqualTo(TARGET.withHolidays(FRIDAY.plusDays(3)).withHolidays(List.of(FRIDAY)))
        .isNotEqualTo(TARGET);
    assertThat(TARGET.withHolidays(FRIDAY).isBusinessDay(FRIDAY)).isFalse();
    assertThat(TARGET.isBusinessDay(FRIDAY)).isTrue();
    assertThat(TARGET.withWeekend().isBusinessDay(FRIDAY.plusDays(1))).isTrue();
    assertThatThrownBy(() -> TARGET.holidays().add(FRIDAY))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> TARGET.weekend().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void it_is_stored_by_content_and_the_identity_is_by_name() {
    Check check = Check.error("c").require(said(TARGET.withHolidays(FRIDAY)));
    String json = CheckJson.write(List.of(check));
    assertThat(json)
        .contains("\"name\": \"TARGET\"")
        .contains("[\"saturday\", \"sunday\"]")
        .contains("[\"2024-03-29\"]");
    assertThat(CheckJson.read(json)).containsExactly(check);
    assertThat(said(TARGET).id())
        .isEqualTo(said(TARGET.withHolidays(FRIDAY)).id())
        .isNotEqualTo(said(BusinessCalendar.of("NYSE")).id());
    assertThatThrownBy(() -> CheckJson.read(json.replace("2024-03-29", "2024-02-30")))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageContaining("holidays[0]");
    assertThatThrownBy(() -> CheckJson.read(json.replace("sunday", "Sonntag")))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageContaining("weekend[1]");
  }

  @Test
  void what_is_no_calendar_is_refused_with_the_fix() {
    assertThatThrownBy(() -> BusinessCalendar.of(" ")).hasMessageContaining("must not be blank");
    assertThatThrownBy(() -> TARGET.withWeekend(DayOfWeek.values()))
        .hasMessage(
            "The weekend of a calendar must leave a day of the week, and this is all of them");
    assertThatThrownBy(() -> TARGET.withHolidays(FRIDAY.datesUntil(FRIDAY.plusDays(1001)).toList()))
        .hasMessageStartingWith("A calendar has at most 1000 holidays, and these are 1001");
    assertThatThrownBy(() -> TARGET.withHolidays(LocalDate.of(10_000, 1, 1)))
        .hasMessageStartingWith("Holidays must be of the years 1 to 9999");
    assertThatThrownBy(() -> TARGET.withHolidays((LocalDate) null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> date("d").isBusinessDay(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The calendar must not be null");
    ConstraintResult result =
        LocalDataQuality.verify(
                List.of(Map.of("t", Instant.EPOCH)),
                Fields.ofMap(Map.of("t", Instant.class)),
                Check.error("c").require(timestamp("t").isBusinessDay(TARGET)))
            .constraints()
            .get(0);
    assertThat(result.error().message()).contains("say where with inZone(\"Europe/Paris\")");
  }
}
