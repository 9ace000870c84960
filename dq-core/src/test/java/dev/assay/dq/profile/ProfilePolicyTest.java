package dev.assay.dq.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.SamplePolicy;
import dev.assay.dq.drift.ColumnDrift;
import dev.assay.dq.drift.Drift;
import dev.assay.dq.internal.model.Personal;
import dev.assay.dq.json.ProfileJson;
import dev.assay.dq.local.Fields;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a policy leaves in a profile, by hand; tokens are from another implementation. */
class ProfilePolicyTest {

  private static final String KEY = "0123456789abcdef";

  private static final Map<String, Class<?>> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("id", Long.class);
    TYPES.put("email", String.class);
    TYPES.put("country", String.class);
    TYPES.put("paid_with", Long.class);
    TYPES.put("born", LocalDate.class);
  }

  private static final List<String> COUNTRIES = List.of("DE", "DE", "FR", "ES");

  /** Payment cards that their issuers publish for tests. */
  private static final List<Long> CARDS = List.of(4111111111111111L, 5555555555554444L);

  private static List<Map<String, Object>> records(int rows, List<String> countries) {
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("id", (long) i);
      record.put("email", i % 10 == 0 ? null : "ann" + i % 7 + "@example.org");
      record.put("country", countries.get(i % countries.size()));
      record.put("paid_with", CARDS.get(i % 2));
      record.put("born", LocalDate.of(1980, 1, 1).plusDays(i % 50));
      records.add(record);
    }
    return records;
  }

  private static DatasetProfile profile(@Nullable SamplePolicy policy, List<String> countries) {
    return LocalProfiler.profile(
        records(400, countries),
        Fields.ofMap(TYPES),
        ProfileOptions.DEFAULT.withFirstAndLastRows(1).withKey("id"),
        policy);
  }

  private static DatasetProfile profile(@Nullable SamplePolicy policy) {
    return profile(policy, COUNTRIES);
  }

  private static List<String> top(DatasetProfile profile, String column) {
    return profile.column(column).top().stream().map(ValueCount::value).distinct().toList();
  }

  private static @Nullable String reason(DatasetProfile profile, String column) {
    ColumnProfile.Hidden hidden = profile.column(column).hidden();
    return hidden == null ? null : hidden.reason();
  }

  @Test
  void without_a_policy_what_looks_personal_is_masked_and_counts_stay() {
    DatasetProfile profile = profile(null);
    assertThat(profile).isEqualTo(profile(SamplePolicy.clear()));
    assertThat(reason(profile, "email")).isEqualTo("its name looks personal");
    assertThat(reason(profile, "paid_with")).isEqualTo("its values look personal");
    assertThat(reason(profile, "country")).isNull();
    assertThat(reason(profile, "born")).isNull();
    assertThat(top(profile, "country")).containsExactly("DE", "ES", "FR");
    assertThat(top(profile, "email")).containsExactly("[text, 9 to 16 characters]");
    assertThat(profile.limits())
        .contains(
            "values that are hidden: email (its name looks personal), paid_with (its values look"
                + " personal); SamplePolicy.allowing shows them");

    ColumnProfile email = profile.column("email");
    assertThat(email.nulls()).isEqualTo(40);
    assertThat(email.distinct()).isEqualTo(7);
    assertThat(email.semantic()).isEqualTo(SemanticType.EMAIL);
    assertThat(email.categories()).isEmpty();
    assertThat(email.top().stream().mapToLong(ValueCount::count).sum()).isEqualTo(360);
    assertThat(email.text().lengths()).isEqualTo(new ColumnProfile.Lengths(16, 16, 16));
    assertThat(email.text().shapes())
        .extracting(ValueCount::value)
        .containsExactly("aaa9@aaaa+.aaa");

    ColumnProfile card = profile.column("paid_with");
    assertThat(card.top())
        .containsExactly(new ValueCount("[number]", 200), new ValueCount("[number]", 200));
    assertThat(card.number().min()).isNull();
    assertThat(card.number().quantiles()).isEmpty();
    assertThat(card.number().mean()).isNaN();
    assertThat(card.number().zeros()).isZero();

    assertThat(profile.firstRows().get(0).cells())
        .extracting(DatasetProfile.Cell::value)
        .containsExactly("0", "DE", "[number]", "1980-01-01");
    assertThat(profile.associations())
        .filteredOn(each -> each.x().equals("email") && each.y().equals("country"))
        .allSatisfy(
            each -> {
              assertThat(each.crosstab().xValues()).containsOnly("[text, 9 to 16 characters]");
              assertThat(each.crosstab().yValues()).contains("DE", "FR", "ES");
            });
    assertThat(ProfileJson.read(ProfileJson.write(profile))).isEqualTo(profile);
    assertThat(ProfileText.render(profile)).contains("hidden").doesNotContain("@example");
  }

  @Test
  void policies_hide_and_show() {
    DatasetProfile all = profile(SamplePolicy.clear().includingPersonal());
    assertThat(all.columns()).allMatch(each -> each.hidden() == null);
    assertThat(top(all, "paid_with")).containsExactly("4111111111111111", "5555555555554444");
    DatasetProfile allowed = profile(SamplePolicy.clear().allowing("email"));
    assertThat(allowed.column("email")).isEqualTo(all.column("email"));

    DatasetProfile denied = profile(SamplePolicy.clear().denying("country", "born"));
    assertThat(reason(denied, "born")).isEqualTo("the policy denies it");
    assertThat(top(denied, "country")).containsExactly("[hidden]");
    assertThat(denied.column("born").time().min()).isEqualTo("[date]");
    assertThat(denied.column("born").time().weekdays())
        .isEqualTo(all.column("born").time().weekdays());
    assertThat(denied.firstRows().get(0).cells())
        .extracting(DatasetProfile.Cell::value)
        .containsExactly("0", "[hidden]", "[number]", "[hidden]");

    DatasetProfile masked = profile(SamplePolicy.masked());
    assertThat(reason(masked, "country")).isEqualTo("the policy is masked");
    assertThat(top(masked, "country")).containsExactly("[text, 1 to 4 characters]");
    assertThat(masked.column("born")).isEqualTo(all.column("born"));
    assertThat(masked.firstRows().get(0).cells())
        .extracting(DatasetProfile.Cell::value)
        .containsExactly("[number]", "[text, 1 to 4 characters]", "[number]", "[date]");
    assertThat(masked.scatters()).isEmpty();

    DatasetProfile keys = profile(SamplePolicy.keysOnly());
    assertThat(keys.firstRows().get(0).cells()).containsExactly(new DatasetProfile.Cell("id", "0"));
    DatasetProfile none = profile(SamplePolicy.none());
    assertThat(none.firstRows()).isEmpty();
    assertThat(none.limits()).contains("rows are not shown: the policy is none");
  }

  /** HMAC-SHA-256 of the SHA-256 digest of DE, from OpenSSL. */
  @Test
  void tokens_are_those_of_results_and_the_same_in_each_profile() {
    SamplePolicy hashed = SamplePolicy.hashed(KEY);
    DatasetProfile before = profile(hashed);
    assertThat(before.column("country").top())
        .first()
        .isEqualTo(new ValueCount("[#1f786076854af036]", 200));
    assertThat(before.column("country").categories()).hasSize(3);

    List<String> others = List.of("DE", "DE", "IT", "IT");
    ColumnDrift known = Drift.between(before, profile(hashed, others)).column("country");
    assertThat(known.categories().appeared()).hasSize(1);
    assertThat(known.categories().vanished()).hasSize(2);
    assertThat(known.text()).contains("new: \"[#");

    ColumnDrift unknown =
        Drift.between(before, profile(SamplePolicy.hashed("another key of 16"), others))
            .column("country");
    assertThat(unknown.isDrifted()).isFalse();
    assertThat(unknown.remarks()).contains("its values are hidden and not compared; counts are");
    assertThat(Drift.between(profile(null), profile(null)).column("email").remarks())
        .containsExactly("its values are hidden and not compared; counts are");
  }

  @Test
  void suggestions_quote_nothing_hidden_and_say_so() {
    Suggestions suggestions =
        Suggestions.of(profile(SamplePolicy.clear().denying("country", "born")), Instant.EPOCH);
    assertThat(suggestions.leftOut())
        .contains(
            "country: sets and ranges of its values, which are hidden: the policy denies it",
            "email: sets and ranges of its values, which are hidden: its name looks personal",
            "born: sets and ranges of its values, which are hidden: the policy denies it");
    assertThat(suggestions.list())
        .extracting(each -> each.constraint().sentence())
        .contains("email matches EMAIL")
        .noneMatch(each -> each.contains("\"DE\"") || each.contains("1980"));
    assertThat(profile(null).suggest().list())
        .extracting(Suggestion::kind)
        .contains(Suggestion.Kind.ALLOWED_VALUES);
  }

  /** Numbers of a column are cards if half of the different ones are. */
  @Test
  void numbers_of_cards() {
    assertThat(Personal.areCards(List.of(4111111111111111L))).isTrue();
    assertThat(Personal.areCards(List.of(new BigDecimal("4111111111111111.00")))).isTrue();
    assertThat(Personal.areCards(List.of(4.111111111111111E15))).isTrue();
    assertThat(Personal.areCards(List.of(4111111111111112L))).isFalse();
    assertThat(Personal.areCards(List.of(4111111111111111L, 0L))).isTrue();
    assertThat(Personal.areCards(List.of(4111111111111111L, 0L, 1L))).isFalse();
    assertThat(Personal.areCards(List.of(4111111111111111L, 4111111111111111L, 0L, 1L))).isFalse();
    assertThat(Personal.areCards(List.of(1111111111111117L))).as("no issuer").isFalse();
    assertThat(Personal.areCards(List.of(new BigDecimal("1E+999999999"), Double.NaN))).isFalse();
    assertThat(Personal.areCards(List.of())).isFalse();
  }
}
