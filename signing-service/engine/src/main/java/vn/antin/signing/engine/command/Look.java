package vn.antin.signing.engine.command;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a signature on a page is to look like, by the profiles of Decree 30/2020/NĐ-CP.
 *
 * @param image picture of the signature or the seal (PNG)
 * @param width of the picture on paper in millimetres
 * @param spot a fixed place; null for the profile's own
 * @param field an existing field to sign in; with seal, the signature to stand over
 * @param title line above a personal signature
 * @param fullName line below it
 * @param anchor text to stand beside
 * @param number number and notation that an annex shows
 * @param kind what a copy is
 * @param agency that made the copy
 */
record Look(
    Profile profile,
    @Nullable Path image,
    double width,
    @Nullable Spot spot,
    @Nullable String field,
    @Nullable String title,
    @Nullable String fullName,
    @Nullable String anchor,
    @Nullable String number,
    Kind kind,
    @Nullable String agency) {

  enum Profile {
    INVISIBLE,
    PERSONAL,
    SEAL,
    ANNEX,
    COPY
  }

  enum Kind {
    SAO_Y,
    SAO_LUC,
    TRICH_SAO
  }

  /** Millimetres from the upper left corner of a page; pages count from 1, -1 is the last. */
  record Spot(int page, double x, double y) {}

  /** Reads the options that tell of looks. */
  static final class Reading implements Arguments.Option {

    private static final double SIGNATURE_WIDTH = 40;
    private static final double SEAL_WIDTH = 36;

    private final Arguments arguments;
    private final Words words;
    private Profile profile = Profile.INVISIBLE;
    private Kind kind = Kind.SAO_Y;
    private @Nullable Path image;
    private @Nullable Double width;
    private @Nullable Spot spot;
    private @Nullable String field;
    private @Nullable String title;
    private @Nullable String fullName;
    private @Nullable String anchor;
    private @Nullable String number;
    private @Nullable String agency;

    Reading(Arguments arguments) {
      this.arguments = arguments;
      this.words = arguments.words();
    }

    @Override
    public boolean take(String option) {
      switch (option) {
        case "--profile" -> profile = one(Profile.class, option);
        case "--copy-kind" -> kind = one(Kind.class, option);
        case "--image" -> image = arguments.pathOf(option);
        case "--width" -> width = millimetres(option, arguments.value(option));
        case "--at" -> spot = spot(option);
        case "--field" -> field = arguments.value(option);
        case "--title" -> title = arguments.value(option);
        case "--full-name" -> fullName = arguments.value(option);
        case "--beside" -> anchor = arguments.value(option);
        case "--number" -> number = arguments.value(option);
        case "--agency" -> agency = arguments.value(option);
        default -> {
          return false;
        }
      }
      return true;
    }

    Look look() {
      switch (profile) {
        case INVISIBLE -> {}
        case PERSONAL -> {
          need("--image", image);
          if (spot == null && field == null && anchor == null) {
            need("--title", title);
            need("--full-name", fullName);
          }
        }
        case SEAL -> need("--image", image);
        case ANNEX -> need("--number", number);
        case COPY -> need("--agency", agency);
      }
      double standard = profile == Profile.SEAL ? SEAL_WIDTH : SIGNATURE_WIDTH;
      return new Look(
          profile,
          image,
          width == null ? standard : width,
          spot,
          field,
          title,
          fullName,
          anchor,
          number,
          kind,
          agency);
    }

    private void need(String option, @Nullable Object value) {
      if (value == null) {
        throw new UsageFault(
            words.say("usage.profile", profile.name().toLowerCase(Locale.ROOT), option));
      }
    }

    private <E extends Enum<E>> E one(Class<E> type, String option) {
      String text = arguments.value(option);
      for (E each : type.getEnumConstants()) {
        if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
          return each;
        }
      }
      throw new UsageFault(words.say("usage.unknown", option, text));
    }

    private Spot spot(String option) {
      String text = arguments.value(option);
      String[] parts = text.split(",", -1);
      try {
        int page = Integer.parseInt(parts[0]);
        if (parts.length == 3 && page != 0) {
          return new Spot(page, millimetres(option, parts[1]), millimetres(option, parts[2]));
        }
      } catch (NumberFormatException e) {
        // Said below, as for one with too few numbers.
      }
      throw new UsageFault(words.say("usage.spot", text));
    }

    private double millimetres(String option, String text) {
      try {
        double number = Double.parseDouble(text);
        if (number > 0 && number < 2000) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below, as for one that is out of bounds.
      }
      throw new UsageFault(words.say("usage.number", option, "0", "2000", text));
    }
  }
}
