package org.ae4j.core.data;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Names;
import org.ae4j.core.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a schema says of a column, which may be all, something or nothing; the column's cells tell
 * the rest.
 */
record ColumnSpec(String name, Json json) {
  static final String NAME = "name";
  static final String KIND = "kind";
  static final String MISSING = "missing";
  static final String WEIGHT = "weight";
  static final String SCALE = "scale";
  static final String LOG = "log";
  static final String FILL = "fill";
  static final String CATEGORIES = "categories";
  static final String YES = "yes";
  static final String NO = "no";
  static final String FORMAT = "format";
  static final String PARTS = "parts";
  static final String TIMED = "timed";
  static final String ORIGIN = "origin";

  static final String LABEL = "label";
  static final String IGNORED = "ignored";
  private static final List<String> KINDS =
      List.of(
          NumberColumn.KIND,
          CategoryColumn.KIND,
          BooleanColumn.KIND,
          DateColumn.KIND,
          LABEL,
          IGNORED);

  static ColumnSpec of(Json json) {
    ColumnSpec spec = new ColumnSpec(json.text(NAME), json);
    spec.kind();
    return spec;
  }

  /** Makes what is known of a column by its kind alone, or by nothing where that is empty. */
  static ColumnSpec of(String name, String kind) {
    ObjectNode json = Json.object();
    if (!kind.isEmpty()) {
      json.put(KIND, kind);
    }
    return new ColumnSpec(name, Json.parse(json.toString(), name));
  }

  /** Returns the kind, if the schema says it. */
  Optional<String> kind() {
    Optional<String> kind = json.optionalText(KIND);
    kind.filter(text -> !KINDS.contains(text))
        .ifPresent(
            text -> {
              throw Names.unknown("kind of column '" + name + "'", text, KINDS);
            });
    return kind;
  }

  /** Tells whether the column can be made without a look at its cells. */
  boolean isComplete() {
    return switch (kind().orElse("")) {
      case NumberColumn.KIND -> has(MISSING, FILL);
      case CategoryColumn.KIND -> has(MISSING, CATEGORIES);
      case BooleanColumn.KIND -> has(MISSING, YES, NO);
      case DateColumn.KIND -> has(MISSING, PARTS, TIMED, ORIGIN, FILL);
      case LABEL, IGNORED -> true;
      default -> false;
    };
  }

  private boolean has(String... fields) {
    return List.of(fields).stream().allMatch(json::has);
  }

  /** Makes the column; what the schema leaves open is as the profile of its cells says. */
  TypedColumn column(String kind, @Nullable ColumnProfile profile) {
    boolean missing = json.has(MISSING) ? json.flag(MISSING) : known(profile).hasMissing();
    double weight = json.optionalNumber(WEIGHT).orElse(1);
    return switch (kind) {
      case NumberColumn.KIND -> number(missing, weight, profile);
      case CategoryColumn.KIND -> new CategoryColumn(name, missing, weight, categories(profile));
      case BooleanColumn.KIND -> yesOrNo(missing, weight, profile);
      case DateColumn.KIND -> date(missing, weight, profile);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private NumberColumn number(boolean missing, double weight, @Nullable ColumnProfile profile) {
    boolean log = json.has(LOG) && json.flag(LOG);
    double fill = json.optionalNumber(FILL).orElseGet(() -> known(profile).mean());
    if (log && fill <= -1) {
      throw new ConfigurationException(
          "column '" + name + "': log needs numbers above -1, but their mean is " + fill);
    }
    return new NumberColumn(
        name,
        missing,
        weight,
        json.optionalText(SCALE).map(Preprocessing.Kind::parse),
        log,
        (float) fill);
  }

  private List<String> categories(@Nullable ColumnProfile profile) {
    List<String> categories =
        json.has(CATEGORIES) ? json.texts(CATEGORIES) : known(profile).categories();
    if (categories.isEmpty() || Set.copyOf(categories).size() < categories.size()) {
      throw new ConfigurationException(
          "column '" + name + "': categories must be distinct, at least one, got " + categories);
    }
    return categories;
  }

  private BooleanColumn yesOrNo(boolean missing, double weight, @Nullable ColumnProfile profile) {
    String yes =
        json.optionalText(YES).orElseGet(() -> profile == null ? "true" : profile.word(1, "true"));
    String no =
        json.optionalText(NO).orElseGet(() -> profile == null ? "false" : profile.word(0, "false"));
    return new BooleanColumn(name, missing, weight, yes, no);
  }

  private DateColumn date(boolean missing, double weight, @Nullable ColumnProfile profile) {
    Optional<String> format = json.optionalText(FORMAT);
    boolean timed = json.has(TIMED) ? json.flag(TIMED) : known(profile).timed();
    long origin = json.has(ORIGIN) ? origin() : known(profile).firstDay();
    float fill =
        (float)
            json.optionalNumber(FILL).orElseGet(() -> known(profile).meanDay() - (double) origin);
    return new DateColumn(
        name, missing, weight, format, parts(timed), timed, origin, fill, dateText());
  }

  DateText dateText() {
    try {
      return DateText.of(json.optionalText(FORMAT));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "column '" + name + "': format '" + json.text(FORMAT) + "': " + e.getMessage(), e);
    }
  }

  private long origin() {
    try {
      return LocalDate.parse(json.text(ORIGIN)).toEpochDay();
    } catch (DateTimeParseException e) {
      throw new ConfigurationException(
          "column '" + name + "': origin must be a date as 2024-03-31, got " + json.text(ORIGIN),
          e);
    }
  }

  private Set<DateColumn.Part> parts(boolean timed) {
    EnumSet<DateColumn.Part> parts = EnumSet.allOf(DateColumn.Part.class);
    if (json.has(PARTS)) {
      List<String> wanted = json.texts(PARTS);
      List<String> known = parts.stream().map(DateColumn.Part::id).toList();
      wanted.stream()
          .filter(part -> !known.contains(part))
          .findFirst()
          .ifPresent(
              part -> {
                throw Names.unknown("part of date '" + name + "'", part, known);
              });
      parts.removeIf(part -> !wanted.contains(part.id()));
    } else if (!timed) {
      parts.remove(DateColumn.Part.HOUR);
    }
    if (parts.isEmpty()) {
      throw new ConfigurationException(
          "column '" + name + "': parts must name at least one, got none");
    }
    return parts;
  }

  private ColumnProfile known(@Nullable ColumnProfile profile) {
    if (profile == null) {
      throw new ConfigurationException(
          "the schema does not say all of column '"
              + name
              + "', whose kind is "
              + kind().orElse("open")
              + "; take a schema that 'ae data schema' printed");
    }
    return profile;
  }
}
