package vn.antin.auth.oauth2.signals;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountDisabled;
import vn.antin.auth.account.AccountEnabled;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.ClaimsChanged;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.oauth2.access.OfficialClaims;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.oauth2.request.ClaimScopes;
import vn.antin.auth.org.lifecycle.PostsChanged;
import vn.antin.auth.session.SessionEnded;
import vn.antin.auth.session.SessionId;

/**
 * Turns what happens here into events for those who may hear of it (CAEP 1.0, RISC 1.0), in the
 * transaction in which it happens.
 */
@Component
final class SignalSources {
  private static final SessionId NO_SESSION = new SessionId(new UUID(0, 0));

  private final StreamTable streams;
  private final SignalEvents events;
  private final EventSubjects subjects;
  private final Clients clients;
  private final Accounts accounts;
  private final OfficialClaims work;
  private final InstantSource clock;

  SignalSources(
      StreamTable streams,
      SignalEvents events,
      EventSubjects subjects,
      Clients clients,
      Accounts accounts,
      OfficialClaims work,
      InstantSource clock) {
    this.streams = streams;
    this.events = events;
    this.subjects = subjects;
    this.clients = clients;
    this.accounts = accounts;
    this.work = work;
    this.clock = clock;
  }

  /** §3.1. */
  @EventListener
  void sessionEnded(SessionEnded ended) {
    EndReason reason = EndReason.of(ended.reason());
    Map<String, Object> event = event(reason.initiator(), reason.vietnamese(), reason.english());
    for (SignalStream stream :
        streams.reachedBy(ended.session(), ended.account(), EventType.SESSION_REVOKED)) {
      make(
          stream,
          EventType.SESSION_REVOKED,
          ended.account(),
          receiver -> subjects.session(receiver, ended.account(), ended.session()),
          receiver -> event,
          ended.disabled());
    }
  }

  /** RISC 1.0 §2.4. Before the sessions end: afterwards nobody is logged in anywhere. */
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @EventListener
  void accountDisabled(AccountDisabled disabled) {
    tell(
        disabled.account(),
        EventType.ACCOUNT_DISABLED,
        event("admin", "Tài khoản đã bị khóa", "The account was disabled"),
        true);
  }

  /** RISC 1.0 §2.3. */
  @EventListener
  void accountEnabled(AccountEnabled enabled) {
    tell(
        enabled.account(),
        EventType.ACCOUNT_ENABLED,
        event("admin", "Tài khoản đã được mở lại", "The account was enabled again"),
        false);
  }

  private void tell(AccountId account, EventType type, Map<String, Object> event, boolean leaving) {
    for (SignalStream stream : streams.knowing(account, type)) {
      make(
          stream,
          type,
          account,
          receiver -> subjects.official(receiver, account),
          receiver -> event,
          leaving);
    }
  }

  /** §3.3. */
  @EventListener
  void credentialChanged(CredentialChanged changed) {
    CredentialSignal signal = CredentialSignal.of(changed);
    Map<String, Object> event = event("user", signal.vietnamese(), signal.english());
    event.put("credential_type", signal.type());
    event.put("change_type", signal.change());
    for (SignalStream stream : streams.knowing(changed.account(), EventType.CREDENTIAL_CHANGE)) {
      make(
          stream,
          EventType.CREDENTIAL_CHANGE,
          changed.account(),
          receiver -> subjects.official(receiver, changed.account()),
          receiver -> event,
          false);
    }
  }

  /** §3.2; only claims that the scopes cover which the official has granted to the receiver. */
  @EventListener
  void claimsChanged(ClaimsChanged changed) {
    for (SignalStream stream : streams.knowing(changed.account(), EventType.TOKEN_CLAIMS_CHANGE)) {
      make(
          stream,
          EventType.TOKEN_CLAIMS_CHANGE,
          changed.account(),
          receiver -> subjects.official(receiver, changed.account()),
          receiver -> claims(receiver, changed),
          false);
    }
  }

  /**
   * §3.2, of the main post as it is today: the post acted in is of each session, and its tokens say
   * it. A change of a later day is told when it is decided, with what holds until then.
   */
  @EventListener
  void postsChanged(PostsChanged changed) {
    for (SignalStream stream : streams.knowing(changed.account(), EventType.TOKEN_CLAIMS_CHANGE)) {
      make(
          stream,
          EventType.TOKEN_CLAIMS_CHANGE,
          changed.account(),
          receiver -> subjects.official(receiver, changed.account()),
          receiver -> work(receiver, changed.account()),
          false);
    }
  }

  private @Nullable Map<String, Object> work(Client receiver, AccountId account) {
    Set<String> wanted = ClaimScopes.ofWork(granted(receiver, account));
    return wanted.isEmpty() ? null : changed(work.find(receiver.id(), account, NO_SESSION, wanted));
  }

  private @Nullable Map<String, Object> claims(Client receiver, ClaimsChanged changed) {
    Set<String> scopes = granted(receiver, changed.account());
    Map<String, Object> claims = new LinkedHashMap<>();
    accounts
        .find(changed.account())
        .ifPresent(account -> {
          if (changed.name() && scopes.contains("profile")) {
            claims.put("name", account.displayName());
            claims.put("family_name", account.familyName());
            claims.put("middle_name", account.middleName());
            claims.put("given_name", account.givenName());
          }
          if (changed.email() && scopes.contains("email")) {
            claims.put("email", account.email() == null ? "" : account.email());
          }
        });
    return claims.isEmpty() ? null : changed(claims);
  }

  /** What the receiver is registered for and the official's open authorizations cover. */
  private Set<String> granted(Client receiver, AccountId account) {
    Set<String> scopes = new HashSet<>(streams.scopes(receiver.id(), account));
    scopes.retainAll(receiver.scopes());
    return scopes;
  }

  private Map<String, Object> changed(Map<String, Object> claims) {
    Map<String, Object> event =
        event(
            "policy", "Thông tin của cán bộ đã thay đổi", "What is known of the official changed");
    event.put("claims", claims);
    return event;
  }

  /** §2: the members that every event may have. */
  private Map<String, Object> event(String initiator, String vietnamese, String english) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event_timestamp", clock.instant().getEpochSecond());
    event.put("initiating_entity", initiator);
    event.put("reason_admin", Map.of("vi", vietnamese, "en", english));
    return event;
  }

  private void make(
      SignalStream stream,
      EventType type,
      AccountId account,
      Function<Client, Map<String, Object>> subject,
      Function<Client, @Nullable Map<String, Object>> event,
      boolean leaving) {
    clients
        .find(stream.clientId())
        .ifPresent(receiver -> {
          Map<String, Object> made = event.apply(receiver);
          if (made != null) {
            events.make(stream, type.uri(), subject.apply(receiver), made, account, leaving);
          }
        });
  }
}
