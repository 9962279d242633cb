package vn.antin.admin.reorganisations;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import vn.antin.admin.session.Callers;
import vn.antin.admin.units.Units;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Upstream;

/** Makes steps of what was typed: finds units by their identifiers and posts by their titles. */
@Component
final class StepReader {
  /** What was read. */
  sealed interface Reading {
    record Steps(List<Plan.Step> steps) implements Reading {}

    /** The plan names something nobody finds; {@code name} as it was typed. */
    record Missing(String name) implements Reading {}
  }

  private static final class NotFound extends Exception {
    private static final long serialVersionUID = 1L;
    private final String name;

    NotFound(String name) {
      super(name);
      this.name = name;
    }
  }

  private final Upstream authServer;
  private final Callers callers;
  private final Units units;

  StepReader(@Qualifier("authServer") Upstream authServer, Callers callers, Units units) {
    this.authServer = authServer;
    this.callers = callers;
    this.units = units;
  }

  Reading read(Plan plan, String kind, StepForm form, Caller caller) {
    try {
      return new Reading.Steps(new Lookup(plan, caller).steps(kind, form));
    } catch (NotFound e) {
      return new Reading.Missing(e.name);
    }
  }

  private final class Lookup {
    private final Plan plan;
    private final Caller caller;

    Lookup(Plan plan, Caller caller) {
      this.plan = plan;
      this.caller = caller;
    }

    List<Plan.Step> steps(String kind, StepForm form) throws NotFound {
      return switch (kind) {
        case "create" -> List.of(create(form));
        case "merge" -> merge(form);
        case "split" ->
            List.of(
                Plan.Step.of(kind, unit(form.value("unit")))
                    .with(units(form.lines("units")))
                    .keeping(form.checked("keeps")));
        case "move" ->
            List.of(
                Plan.Step.of(kind, unit(form.value("unit"))).below(parent(form.value("parent"))));
        case "rename" ->
            List.of(
                Plan.Step.of(kind, unit(form.value("unit")))
                    .called(form.orNull("unitKind"), form.orNull("code"), form.orNull("name")));
        case "transfer" -> List.of(transfer(form));
        default -> List.of(Plan.Step.of(kind, unit(form.value("unit"))));
      };
    }

    private Plan.Step create(StepForm form) throws NotFound {
      return Plan.Step.of("create", UUID.randomUUID())
          .below(parent(form.value("parent")))
          .called(form.orNull("unitKind"), form.value("code"), form.value("name"));
    }

    /** Into a unit there is, or into a new one that the same form describes. */
    private List<Plan.Step> merge(StepForm form) throws NotFound {
      var steps = new ArrayList<Plan.Step>();
      var into = form.value("unit");
      if (into.isEmpty()) {
        steps.add(create(form));
      }
      steps.add(
          Plan.Step.of("merge", into.isEmpty() ? steps.getFirst().unit() : unit(into))
              .with(units(form.lines("units"))));
      return steps;
    }

    private Plan.Step transfer(StepForm form) throws NotFound {
      var posts = new ArrayList<UUID>();
      var from = unit(form.value("from"));
      var present = posts(from);
      for (var title : form.lines("titles")) {
        var matching =
            present.stream().filter(post -> title.equalsIgnoreCase(post.title())).toList();
        if (matching.isEmpty()) {
          throw new NotFound(title);
        }
        matching.forEach(post -> posts.add(post.id()));
      }
      return Plan.Step.of("transfer", unit(form.value("unit"))).withPosts(posts);
    }

    private List<UUID> units(List<String> identifiers) throws NotFound {
      var units = new ArrayList<UUID>();
      for (var identifier : identifiers) {
        units.add(unit(identifier));
      }
      return units;
    }

    private @Nullable UUID parent(String identifier) throws NotFound {
      return identifier.isEmpty() ? null : unit(identifier);
    }

    private UUID unit(String identifier) throws NotFound {
      if (identifier.isEmpty()) {
        throw new NotFound("–");
      }
      var made = plan.made(identifier);
      var standing = units.byCode(identifier, caller);
      // An identifier that a merger hands on names the old unit where it is given up.
      if (standing.isPresent() && (made == null || !plan.ending().contains(standing.get()))) {
        return standing.get();
      }
      if (made != null) {
        return made;
      }
      throw new NotFound(identifier);
    }

    private List<Post> posts(UUID unit) {
      return callers.checked(authServer.get("/api/posts?unit=" + unit, caller, Posts.class))
              instanceof Answer.Granted<Posts>(var found)
          ? Objects.requireNonNullElse(found.items(), List.of())
          : List.of();
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Posts(@Nullable List<Post> items) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Post(UUID id, @Nullable String title) {}
}
