package vn.antin.auth.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Gives Spring Security the session behind the cookie, looked up once and only when asked for. */
@Component
final class SessionContextRepository implements SecurityContextRepository {
  private final Sessions sessions;

  SessionContextRepository(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
    return new Deferred(() -> SessionCookie.read(request).flatMap(sessions::find));
  }

  @Override
  @SuppressWarnings("deprecation") // the interface still declares it
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return loadDeferredContext(holder.getRequest()).get();
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    // Sessions are opened by the login pages alone.
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return SessionCookie.read(request).isPresent();
  }

  private static final class Deferred implements DeferredSecurityContext {
    private final Supplier<Optional<Session>> lookup;
    private @Nullable SecurityContext context;
    private boolean generated;

    Deferred(Supplier<Optional<Session>> lookup) {
      this.lookup = lookup;
    }

    @Override
    public SecurityContext get() {
      SecurityContext known = context;
      if (known == null) {
        known = SecurityContextHolder.createEmptyContext();
        Optional<Session> session = lookup.get();
        generated = session.isEmpty();
        session.map(SessionAuthentication::new).ifPresent(known::setAuthentication);
        context = known;
      }
      return known;
    }

    @Override
    public boolean isGenerated() {
      get();
      return generated;
    }
  }
}
