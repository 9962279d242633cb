package vn.antin.admin.enrolment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import vn.antin.admin.session.Callers;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.Texts;

/** Finds holders at auth-server. */
@Component
class Holders {
  private static final int MOST = 20;

  private final Upstream authServer;
  private final Callers callers;
  private final InstantSource time;

  Holders(@Qualifier("authServer") Upstream authServer, Callers callers, InstantSource time) {
    this.authServer = authServer;
    this.callers = callers;
    this.time = time;
  }

  Answer<Holder> find(Named named, Caller caller) {
    if (named.official() != null) {
      return official(named.official(), caller);
    }
    if (named.unit() != null) {
      return unit(named.unit(), caller);
    }
    throw new IllegalArgumentException("nobody is named");
  }

  private Answer<Holder> official(UUID id, Caller caller) {
    return switch (get("/api/accounts/" + id, caller, Account.class)) {
      case Answer.Refused<Account>(var problem) -> new Answer.Refused<>(problem);
      case Answer.Granted<Account>(var found) -> {
        var today = LocalDate.ofInstant(time.instant(), Texts.VIETNAM);
        var main =
            Objects.requireNonNullElse(found.posts(), List.<Post>of()).stream()
                .filter(post -> "main".equals(post.kind()) && post.heldOn(today))
                .findFirst();
        yield new Answer.Granted<>(
            new Holder(
                Holder.OFFICIAL,
                id,
                found.displayName(),
                found.username(),
                main.map(Post::unit).orElse(null),
                main.map(Post::title).orElse(null),
                "active".equals(found.status())));
      }
    };
  }

  private Answer<Holder> unit(UUID id, Caller caller) {
    return switch (get("/api/units/" + id, caller, Details.class)) {
      case Answer.Refused<Details>(var problem) -> new Answer.Refused<>(problem);
      case Answer.Granted<Details>(var found) ->
          new Answer.Granted<>(
              new Holder(
                  Holder.SEAL,
                  id,
                  found.unit().name(),
                  Objects.requireNonNullElse(found.unit().code(), ""),
                  null,
                  null,
                  found.unit().validTo() == null));
    };
  }

  /** Officials of that name that can be chosen. */
  List<ChoicePage.Choice> officials(String words, Caller caller) {
    return get("/api/accounts?status=active&" + search(words), caller, Accounts.class)
            instanceof Answer.Granted<Accounts>(var found)
        ? Objects.requireNonNullElse(found.items(), List.<Account>of()).stream()
            .map(each ->
                new ChoicePage.Choice(
                    "official=" + each.id(), each.displayName(), each.username(), each.unit()))
            .toList()
        : List.of();
  }

  /** Units of that name or code that can be chosen. */
  List<ChoicePage.Choice> units(String words, Caller caller) {
    return get("/api/units?" + search(words), caller, Units.class)
            instanceof Answer.Granted<Units>(var found)
        ? Objects.requireNonNullElse(found.items(), List.<Unit>of()).stream()
            .map(each -> new ChoicePage.Choice("unit=" + each.id(), each.name(), each.code(), null))
            .toList()
        : List.of();
  }

  private static String search(String words) {
    return "limit=" + MOST + "&q=" + Upstream.encoded(words);
  }

  private <T> Answer<T> get(String path, Caller caller, Class<T> type) {
    return callers.checked(authServer.get(path, caller, type));
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Account(
      String id,
      String displayName,
      String username,
      @Nullable String status,
      @Nullable String unit,
      @Nullable List<Post> posts) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Post(
      @Nullable String title,
      @Nullable String unit,
      @Nullable String kind,
      @Nullable LocalDate from,
      @Nullable LocalDate until) {
    boolean heldOn(LocalDate day) {
      return (from == null || !from.isAfter(day)) && (until == null || until.isAfter(day));
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Accounts(@Nullable List<Account> items) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Unit(String id, String name, @Nullable String code, @Nullable LocalDate validTo) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Units(@Nullable List<Unit> items) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Details(Unit unit) {}
}
