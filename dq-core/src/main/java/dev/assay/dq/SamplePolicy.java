package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Personal;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which values of the data a result may hold: those of sample rows, keys and groups, text that a
 * metric finds, and what exceptions quote; and which a profile may hold. Values are treated before
 * they enter the result or the profile, so that no report, listener or store sees more, and nothing
 * that is suggested by a profile, or drifted from it, quotes more.
 *
 * <p>Without a policy a run is by {@link #none()}, or, where {@code withSamples} asks for rows, by
 * {@link #clear()}, and a profile is by {@link #clear()}; but what exceptions say is told only
 * where {@link #clear()} is given.
 *
 * <p>A column that looks personal is masked unless it is {@linkplain #allowing allowed}. It does if
 * its name says so (words such as email, phone, mobile, first_name, surname, birth_date, iban, ssn,
 * passport, card_number), if a check of the run holds it against a format of such things, as in
 * {@code string("contact").matches(Formats.EMAIL)}, or if one of the values that would be shown
 * holds an e-mail address, a telephone number, the number of a payment card, an IBAN or a United
 * States social security number. Of numbers at least half must be those of cards. This is a safety
 * net and no proof: names, addresses and numbers without such a form are not known by their
 * content.
 *
 * <p>Numbers, dates, times and booleans that a metric comes to, such as a greatest amount, are its
 * result and stay; those of a column that is denied, or personal by its name or by a check, are
 * masked where they are values of its rows. A null is shown as null, unless its column is denied.
 * Immutable.
 */
public final class SamplePolicy implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int SHORTEST_KEY = 16;

  /** What happens to a value that neither list names. */
  private enum Way {
    NONE,
    KEYS,
    MASKED,
    HASHED,
    CLEAR
  }

  /** What becomes of a value. */
  @Internal
  public enum Treatment {
    /** It is shown as it is. */
    SHOWN,
    /** Of what kind it is, and about how long. */
    MASKED,
    /** A token that is the same for the same value. */
    HASHED,
    /** Not even whether there is one. */
    DENIED,
    /** It has no place in a sample, and is masked elsewhere. */
    LEFT_OUT
  }

  private final Way way;
  private final byte[] secret;
  private final Set<String> allowed;
  private final Set<String> denied;
  private final boolean personal;

  private SamplePolicy(
      Way way, byte[] secret, Set<String> allowed, Set<String> denied, boolean personal) {
    this.way = way;
    this.secret = secret;
    this.allowed = allowed;
    this.denied = denied;
    this.personal = personal;
  }

  private static SamplePolicy of(Way way) {
    return new SamplePolicy(way, new byte[0], Set.of(), Set.of(), false);
  }

  /** No rows, whatever {@code withSamples} asks for; text that a metric finds is masked. */
  public static SamplePolicy none() {
    return of(Way.NONE);
  }

  /**
   * Of sample rows the key columns only: those that {@code withSamples} names, and those by which a
   * constraint tells rows or groups apart. Other columns are left out of the rows.
   */
  public static SamplePolicy keysOnly() {
    return of(Way.KEYS);
  }

  /**
   * In place of a value its kind, of a text also about how many characters it has, as in {@code
   * [text, 5 to 8 characters]}.
   */
  public static SamplePolicy masked() {
    return of(Way.MASKED);
  }

  /**
   * In place of a value a token of 16 hexadecimal digits, as in {@code [#9f86d081884c7d65]}: of
   * equal values the same one, in every run with this key, by HMAC-SHA-256 of the SHA-256 digest of
   * their text. Whoever has the key can try out values, so keep it as a secret.
   *
   * @param key of at least 16 bytes; copied
   * @throws IllegalArgumentException if it is shorter
   */
  public static SamplePolicy hashed(byte[] key) {
    if (Args.notNull(key, "key").length < SHORTEST_KEY) {
      throw new IllegalArgumentException(
          "The key of hashed(…) must have at least "
              + SHORTEST_KEY
              + " bytes, but has "
              + key.length
              + ": take random ones from where secrets are kept");
    }
    return new SamplePolicy(Way.HASHED, key.clone(), Set.of(), Set.of(), false);
  }

  /** The same with the bytes of a text in UTF-8. */
  public static SamplePolicy hashed(String key) {
    return hashed(Args.notNull(key, "key").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Values as they are. Given to a run, messages of exceptions are told too, if no column is
   * denied: they may quote any column.
   */
  public static SamplePolicy clear() {
    return of(Way.CLEAR);
  }

  /**
   * Shows some columns whatever they look like, and whatever happens to others. What is computed of
   * several columns is shown if all of them are allowed.
   *
   * @param columns names, with dots for fields of structs; a struct stands for its fields
   */
  public SamplePolicy allowing(String... columns) {
    return new SamplePolicy(way, secret, plus(allowed, columns), denied, personal);
  }

  /**
   * Hides some columns, also where they are allowed: their values, whether they are null, and what
   * is computed of them row by row.
   *
   * @param columns names, with dots for fields of structs; a struct that holds one is hidden too
   */
  public SamplePolicy denying(String... columns) {
    return new SamplePolicy(way, secret, allowed, plus(denied, columns), personal);
  }

  /** Treats columns that look personal as all others: for data that are your own, as in tests. */
  public SamplePolicy includingPersonal() {
    return new SamplePolicy(way, secret, allowed, denied, true);
  }

  private static Set<String> plus(Set<String> some, String... columns) {
    Set<String> all = new LinkedHashSet<>(some);
    for (String each : Args.noNulls(Args.list(columns, "columns"), "columns")) {
      all.add(ColumnRef.parse(each).text());
    }
    return Set.copyOf(all);
  }

  /** Whether no row may be shown at all. */
  @Internal
  public boolean showsNoRows() {
    return way == Way.NONE;
  }

  /** Whether the words of exceptions may be told. */
  @Internal
  public boolean tellsWords() {
    return way == Way.CLEAR && denied.isEmpty();
  }

  /** What an HMAC is made with. */
  @Internal
  public byte[] secret() {
    return secret.clone();
  }

  /**
   * What becomes of a value.
   *
   * @param columns the names of those that it is of; none if that is not known
   * @param key whether it tells rows or groups apart
   * @param looksPersonal whether it, or another that is shown of the same columns, looks personal
   */
  @Internal
  public Treatment treatment(Collection<String> columns, boolean key, boolean looksPersonal) {
    if (isDenied(columns)) {
      return Treatment.DENIED;
    }
    if (!columns.isEmpty() && columns.stream().allMatch(this::isAllowed)) {
      return Treatment.SHOWN;
    }
    boolean hidden = !personal && (looksPersonal || columns.stream().anyMatch(Personal::isName));
    return switch (way) {
      case NONE, MASKED -> Treatment.MASKED;
      case KEYS -> !key ? Treatment.LEFT_OUT : hidden ? Treatment.MASKED : Treatment.SHOWN;
      case HASHED -> Treatment.HASHED;
      case CLEAR -> hidden ? Treatment.MASKED : Treatment.SHOWN;
    };
  }

  /** Whether numbers and dates of columns are not shown either where a metric finds them. */
  @Internal
  public boolean hidesAll(Collection<String> columns, boolean looksPersonal) {
    boolean allowedAll = !columns.isEmpty() && columns.stream().allMatch(this::isAllowed);
    return isDenied(columns)
        || (!allowedAll
            && !personal
            && (looksPersonal || columns.stream().anyMatch(Personal::isName)));
  }

  private boolean isAllowed(String column) {
    return allowed.stream().anyMatch(each -> isWithin(column, each));
  }

  private boolean isDenied(Collection<String> columns) {
    // of what is computed of unknown columns, any may be one that is denied
    return (columns.isEmpty() && !denied.isEmpty())
        || columns.stream()
            .anyMatch(
                column ->
                    denied.stream()
                        .anyMatch(each -> isWithin(column, each) || isWithin(each, column)));
  }

  /** Names of fields differ in case where Spark's do not: then they are the same column. */
  private static boolean isWithin(String column, String whole) {
    return column.regionMatches(true, 0, whole, 0, whole.length())
        && (column.length() == whole.length() || column.charAt(whole.length()) == '.');
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SamplePolicy that
        && way == that.way
        && Arrays.equals(secret, that.secret)
        && allowed.equals(that.allowed)
        && denied.equals(that.denied)
        && personal == that.personal;
  }

  @Override
  public int hashCode() {
    return Objects.hash(way, allowed, denied, personal);
  }

  /** Without the key of {@link #hashed(byte[])}. */
  @Override
  public String toString() {
    String name =
        switch (way) {
          case NONE -> "none";
          case KEYS -> "keys only";
          case MASKED -> "masked";
          case HASHED -> "hashed";
          case CLEAR -> "clear";
        };
    return name
        + list(", allowing ", allowed)
        + list(", denying ", denied)
        + (personal ? ", including personal" : "");
  }

  private static String list(String before, Set<String> columns) {
    List<String> sorted = columns.stream().sorted().toList();
    return sorted.isEmpty() ? "" : before + String.join(", ", sorted);
  }
}
