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
  /** What it is about: unit, official, assignment, role, succession or delegation. */
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

  /**
   * A post held.
   *
   * @param rank head, deputy or member of the unit
   */
  record Assignment(
      UUID id,
      UUID officialId,
      UUID unitId,
      UUID postId,
      String title,
      String rank,
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

  /** Who may sign for whom; stands while both hold the posts named. */
  record Delegation(
      UUID id,
      String form,
      UUID unitId,
      UUID delegatorId,
      UUID delegatorPostId,
      UUID delegateId,
      UUID delegatePostId,
      LocalDate validFrom,
      @Nullable LocalDate validTo)
      implements PeopleChange {
    @Override
    public String type() {
      return "delegation";
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
