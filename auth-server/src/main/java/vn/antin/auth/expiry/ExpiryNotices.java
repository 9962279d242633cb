package vn.antin.auth.expiry;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;

/** Takes notices over and has them mailed; any number of nodes may do either at once. */
final class ExpiryNotices {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  /** Of one run; the next run goes on. */
  private static final int MOST_PAGES = 100;

  private static final int RECIPIENTS = 500;

  private final NoticeFeed feed;
  private final NoticeTable table;
  private final NoticeMails mails;
  private final NoticeMeter meter;
  private final Accounts accounts;
  private final TransactionOperations transaction;
  private final CertificateNoticeProperties properties;
  private final InstantSource clock;

  ExpiryNotices(
      NoticeFeed feed,
      NoticeTable table,
      NoticeMails mails,
      NoticeMeter meter,
      Accounts accounts,
      TransactionOperations transaction,
      CertificateNoticeProperties properties,
      InstantSource clock) {
    this.feed = feed;
    this.table = table;
    this.mails = mails;
    this.meter = meter;
    this.accounts = accounts;
    this.transaction = transaction;
    this.properties = properties;
    this.clock = clock;
  }

  /** Takes over what is new; gives why it could not, if it could not. */
  Optional<String> fetch() {
    for (int page = 0; page < MOST_PAGES; page++) {
      long position = table.position();
      switch (feed.after(position)) {
        case NoticeFeed.Answer.Away(String reason) -> {
          return Optional.of(reason);
        }
        case NoticeFeed.Answer.Page read -> {
          boolean moved = Boolean.TRUE.equals(transaction.execute(_ -> takeOver(position, read)));
          // Where another node was faster this one goes on from there.
          if (moved && !read.more()) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean takeOver(long position, NoticeFeed.Answer.Page page) {
    Instant now = clock.instant();
    boolean moved = table.move(position, page.next(), now);
    if (moved) {
      page.notices().stream()
          .filter(notice -> notice.validTo().isAfter(now))
          .forEach(notice -> table.insert(notice, now));
    }
    return moved;
  }

  /** Puts the mails of all notices that are due into the outbox. */
  void mail() {
    Instant gathered = gathered();
    List<AccountId> recipients;
    do {
      recipients = table.due(gathered, RECIPIENTS);
      recipients.forEach(
          recipient -> transaction.executeWithoutResult(_ -> mail(recipient, gathered)));
    } while (recipients.size() == RECIPIENTS);
  }

  private void mail(AccountId recipient, Instant gathered) {
    List<CertificateNotice> notices = table.take(recipient, gathered);
    Optional<Account> official = accounts.find(recipient).filter(Account::active);
    if (official.isEmpty()) {
      meter.count(Outcome.GONE);
      return;
    }
    mails.write(official.get(), notices, clock.instant()).forEach(meter::count);
  }

  /** The last time that the hour of the gathered mails has begun. */
  private Instant gathered() {
    var now = clock.instant().atZone(VIETNAM);
    var today = now.truncatedTo(ChronoUnit.DAYS).withHour(properties.hour());
    return (today.isAfter(now) ? today.minusDays(1) : today).toInstant();
  }
}
