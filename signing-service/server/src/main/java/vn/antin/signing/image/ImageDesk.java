package vn.antin.signing.image;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.engine.appearance.content.Millimetres;
import vn.antin.signing.engine.appearance.content.Picture;
import vn.antin.signing.engine.appearance.content.PictureReading;
import vn.antin.signing.people.People;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;
import vn.antin.signing.web.HeavyWork;

/** Takes pictures in and ends them: who may, what is a picture, and the audit row beside it. */
final class ImageDesk {
  /** On paper; what Annex I knows lies well within. */
  private static final BigDecimal SMALLEST = BigDecimal.valueOf(5);

  private static final BigDecimal LARGEST = BigDecimal.valueOf(100);

  /** What {@code Decree30} draws a person's signature at, before it is fitted. */
  private static final BigDecimal SIGNATURE = BigDecimal.valueOf(40);

  private final ImageRepository repository;
  private final SignatureImages images;
  private final JdbcClient sql;
  private final People people;
  private final HeavyWork heavyWork;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;

  ImageDesk(
      ImageRepository repository,
      SignatureImages images,
      JdbcClient sql,
      People people,
      HeavyWork heavyWork,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.images = images;
    this.sql = sql;
    this.people = people;
    this.heavyWork = heavyWork;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  List<SignatureImage> list(Caller caller) {
    return repository.seen(person(caller), time.instant());
  }

  byte[] png(Caller caller, UUID id) {
    return repository
        .seen(person(caller), new ImageId(id), time.instant())
        .flatMap(image -> images.png(image.id()))
        .orElseThrow(() -> Problem.NOT_FOUND.because("no such picture for the caller"));
  }

  /**
   * Puts a picture in the place of the one before it.
   *
   * @param unit whose seal it is; null for the caller's own signature
   * @param width of a seal on paper in millimetres, as its record has it
   */
  SignatureImage put(Caller caller, @Nullable UUID unit, @Nullable BigDecimal width, byte[] png) {
    var person = person(caller);
    var holder = holder(person, unit);
    var wide = width(holder, width);
    var picture = heavyWork.run(() -> read(png, wide));
    var image =
        new SignatureImage(
            new ImageId(UUID.randomUUID()),
            holder,
            Sha256.of(Sha256.digest().digest(png)),
            wide,
            BigDecimal.valueOf(picture.height().value()).setScale(2, RoundingMode.HALF_UP),
            time.instant());
    if (image.height().compareTo(LARGEST) > 0) {
      throw refused("too-high", "higher than %s mm".formatted(LARGEST));
    }
    transaction.executeWithoutResult(_ -> {
      permit(person, holder);
      repository.end(holder, time.instant()).ifPresent(old -> noteEnd(person, holder, old));
      repository.add(image, images.seal(image.id(), png));
      audit.append(
          new AuditEvent(
              "signature-image.stored",
              person.official().toString(),
              holder.id().toString(),
              Map.of(
                  "image", image.id().toString(),
                  "kind", holder.kind(),
                  "sha256", image.sha256().base64(),
                  "width", wide.toPlainString()),
              Map.of()));
    });
    return image;
  }

  void end(Caller caller, @Nullable UUID unit) {
    var person = person(caller);
    var holder = holder(person, unit);
    transaction.executeWithoutResult(_ -> {
      permit(person, holder);
      var ended =
          repository
              .end(holder, time.instant())
              .orElseThrow(() -> Problem.NOT_FOUND.because("there is no picture"));
      noteEnd(person, holder, ended);
    });
  }

  private void noteEnd(Caller.Person person, Holder holder, ImageId id) {
    audit.append(
        new AuditEvent(
            "signature-image.ended",
            person.official().toString(),
            holder.id().toString(),
            Map.of("image", id.toString(), "kind", holder.kind()),
            Map.of()));
  }

  /** A seal's picture is an act of administration over the very unit, now. */
  private void permit(Caller.Person person, Holder holder) {
    if (holder instanceof Holder.Seal) {
      people.requireFresh();
      if (!AdministratorScope.may(sql, person, holder, time.instant())) {
        throw Problem.NOT_FOUND.because("no such unit in the caller's scope");
      }
    }
  }

  private static Holder holder(Caller.Person person, @Nullable UUID unit) {
    return unit == null
        ? new Holder.Personal(person.official())
        : new Holder.Seal(new UnitId(unit));
  }

  private static BigDecimal width(Holder holder, @Nullable BigDecimal asked) {
    if (holder instanceof Holder.Personal) {
      if (asked != null) {
        throw Problem.INVALID_REQUEST.because("a person's signature has no width of its own");
      }
      return SIGNATURE;
    }
    if (asked == null
        || asked.compareTo(SMALLEST) < 0
        || asked.compareTo(LARGEST) > 0
        || asked.stripTrailingZeros().scale() > 2) {
      throw Problem.INVALID_REQUEST.because("a seal has a width of 5 to 100 mm");
    }
    return asked.setScale(2, RoundingMode.UNNECESSARY);
  }

  private static Picture read(byte[] png, BigDecimal width) {
    return switch (Picture.png(png, Millimetres.of(width.doubleValue()))) {
      case PictureReading.Read(var picture) -> picture;
      case PictureReading.Unreadable(var reason, var detail) ->
          throw refused(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), detail);
    };
  }

  private static RuntimeException refused(String reason, String detail) {
    return Problem.IMAGE_REFUSED.because(detail).showing("reason", reason);
  }

  private static Caller.Person person(Caller caller) {
    return switch (caller) {
      case Caller.Person person -> person;
      case Caller.Machine _ -> throw Problem.NOT_PERMITTED.because("only officials have pictures");
    };
  }
}
