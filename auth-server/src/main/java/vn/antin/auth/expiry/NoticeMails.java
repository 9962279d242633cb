package vn.antin.auth.expiry;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import vn.antin.auth.account.Account;
import vn.antin.auth.mail.Mailer;
import vn.antin.auth.web.House;
import vn.antin.auth.web.Words;

/** Writes the mails; no mail names a holder. */
final class NoticeMails {
  private static final Comparator<CertificateNotice> SOONEST =
      Comparator.comparing(CertificateNotice::validTo);

  private final Mailer mailer;
  private final MessageSource messages;
  private final String front;

  NoticeMails(Mailer mailer, MessageSource messages, House house) {
    this.mailer = mailer;
    this.messages = messages;
    this.front = house.adminUiUrl().toString();
  }

  /** One mail for each certificate of the official's own, one for all others. */
  List<Outcome> write(Account official, Collection<CertificateNotice> notices, Instant now) {
    Words words = new Words(messages, Locale.of(official.locale()), "");
    List<Outcome> outcomes = new ArrayList<>();
    for (CertificateNotice notice : latest(notices, true, now)) {
      Map<String, String> values = Map.of("end", words.time(notice.validTo()), "front", front);
      outcomes.add(send(official, "certificate-ending", values));
    }
    List<CertificateNotice> others = latest(notices, false, now);
    if (!others.isEmpty()) {
      outcomes.add(send(official, "certificates-ending", gathered(words, others)));
    }
    return outcomes;
  }

  private Map<String, String> gathered(Words words, List<CertificateNotice> notices) {
    String stages =
        notices.stream()
            .collect(groupingBy(CertificateNotice::days, TreeMap::new, counting()))
            .entrySet()
            .stream()
            .map(stage ->
                words.say(
                    "mail.certificates-ending.stage",
                    stage.getKey().toString(),
                    stage.getValue().toString()))
            .collect(joining("; "));
    return Map.of(
        "count",
        Integer.toString(notices.size()),
        "stages",
        stages,
        "first",
        words.time(notices.getFirst().validTo()),
        "front",
        front);
  }

  private Outcome send(Account official, String template, Map<String, String> values) {
    return mailer.send(official.id(), template, values) ? Outcome.WRITTEN : Outcome.NO_ADDRESS;
  }

  /** The nearest stage of each certificate that has not ended, the soonest end first. */
  private static List<CertificateNotice> latest(
      Collection<CertificateNotice> notices, boolean own, Instant now) {
    Map<UUID, CertificateNotice> byCertificate =
        notices.stream()
            .filter(notice -> notice.own() == own && notice.validTo().isAfter(now))
            .collect(
                Collectors.toMap(
                    CertificateNotice::certificate,
                    notice -> notice,
                    BinaryOperator.minBy(Comparator.comparingInt(CertificateNotice::days))));
    return byCertificate.values().stream().sorted(SOONEST).toList();
  }
}
