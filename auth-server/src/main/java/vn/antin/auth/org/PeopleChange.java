package vn.antin.auth.org;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The present state of something that changed. Applying one twice, or an older one after a newer
 * one was sent again from the start, does no harm.
 */
public sealed interface PeopleChange {
  /** What it is about: unit, official, assignment, role or succession. */
  @JsonProperty
  String type();

  record Unit(
      UUID id,
      @Nullable UUID parentId,
      String kind,
      String code,
      String name,
      LocalDate validFrom,
      @Nullable LocalDate validTo)
      implements PeopleChange {
    @Override
    public String type() {
      return "unit";
    }
  }

  record Official(UUID id, String username, String displayName, String status)
      implements PeopleChange {
    @Override
    public String type() {
      return "official";
    }
  }

  record Assignment(
      UUID id,
      UUID officialId,
      UUID unitId,
      String title,
      String kind,
      LocalDate validFrom,
      @Nullable LocalDate validTo)
      implements PeopleChange {
    @Override
    public String type() {
      return "assignment";
    }
  }

  record Role(
      UUID id,
      UUID officialId,
      UUID unitId,
      String role,
      LocalDate validFrom,
      @Nullable LocalDate validTo)
      implements PeopleChange {
    @Override
    public String type() {
      return "role";
    }
  }

  /** A unit that ended, or gave something away, and one that took over. */
  record Succession(UUID id, UUID unitId, UUID successorId, LocalDate validFrom)
      implements PeopleChange {
    @Override
    public String type() {
      return "succession";
    }
  }
}
