package vn.antin.admin.units;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import vn.antin.admin.session.Callers;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Upstream;

/** Finds units by what people type. */
@Component
public final class Units {
  private final Upstream authServer;
  private final Callers callers;

  Units(@Qualifier("authServer") Upstream authServer, Callers callers) {
    this.authServer = authServer;
    this.callers = callers;
  }

  /** The unit of that code or other identifier, when there is exactly one. */
  public Optional<UUID> byCode(String code, Caller caller) {
    if (code.isEmpty()) {
      return Optional.empty();
    }
    var path = "/api/units/resolve?identifier=" + Upstream.encoded(code);
    return callers.checked(authServer.get(path, caller, Found.class))
                instanceof Answer.Granted<Found>(var found)
            && found.items() != null
            && found.items().size() == 1
        ? Optional.of(found.items().getFirst().id())
        : Optional.empty();
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Found(@Nullable List<Identified> items) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Identified(UUID id) {}
}
