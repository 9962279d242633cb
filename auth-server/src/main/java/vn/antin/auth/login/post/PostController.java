package vn.antin.auth.login.post;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.org.AssignmentId;
import vn.antin.auth.org.Standing;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.web.SeeOther;

/** Where an official says in which of several posts they work. */
@Controller
final class PostController {
  private static final String GONE = "post.gone";

  private final Logins logins;
  private final ActedPosts acted;
  private final Standing standing;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  PostController(
      Logins logins,
      ActedPosts acted,
      Standing standing,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.logins = logins;
    this.acted = acted;
    this.standing = standing;
    this.audit = audit;
    this.transaction = transaction;
  }

  @GetMapping("/login/post")
  @Nullable ModelAndView ask(
      @RequestParam("flow") String flow, HttpServletRequest request, HttpServletResponse response) {
    Optional<LoginInProgress> login = logins.find(flow, request);
    Optional<AccountId> account = login.flatMap(acted::asked);
    return account.isEmpty()
        ? SeeOther.to(Logins.EXPIRED, response)
        : page(flow, account.get(), null);
  }

  @PostMapping("/login/post")
  @Nullable ModelAndView choose(
      @RequestParam("flow") String flow,
      @RequestParam("post") UUID post,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<LoginInProgress> login = logins.find(flow, request);
    Optional<AccountId> account = login.flatMap(acted::asked);
    if (account.isEmpty()) {
      return SeeOther.to(Logins.EXPIRED, response);
    }
    return acted.choose(login.get(), account.get(), new AssignmentId(post))
        ? SeeOther.to(logins.resume(login.get(), request, response), response)
        : page(flow, account.get(), GONE);
  }

  private ModelAndView page(String flow, AccountId account, @Nullable String problem) {
    return new ModelAndView(
        "post", "page", new PostPage(flow, standing.posts(account), null, problem));
  }

  @GetMapping("/account/post")
  ModelAndView current(SessionAuthentication official) {
    return page(official.session(), null);
  }

  @PostMapping("/account/post")
  @Nullable ModelAndView change(
      SessionAuthentication official,
      @RequestParam("post") UUID post,
      HttpServletResponse response) {
    Session session = official.session();
    boolean changed =
        Boolean.TRUE.equals(
            transaction.execute(status -> {
              boolean held = acted.change(session.id(), session.account(), new AssignmentId(post));
              if (held) {
                audit.append(
                    new AuditEvent(
                        "session.post-chosen",
                        session.account().toString(),
                        session.id().toString(),
                        Map.of("assignment", post.toString()),
                        Map.of()));
              }
              return held;
            }));
    return changed ? SeeOther.to("/account", response) : page(session, GONE);
  }

  private ModelAndView page(Session session, @Nullable String problem) {
    return new ModelAndView(
        "post",
        "page",
        new PostPage(
            null, standing.posts(session.account()), acted.of(session.id()).orElse(null), problem));
  }
}
