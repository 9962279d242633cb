package vn.antin.auth.provisioning.scim;

import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Mutability;
import com.unboundid.scim2.common.types.AttributeDefinition.Returned;
import com.unboundid.scim2.common.types.AttributeDefinition.Uniqueness;
import com.unboundid.scim2.common.types.SchemaResource;
import java.util.List;

/** The attributes that are kept here (RFC 7643 §7); the standard has more. */
final class Schemas {
  static final List<SchemaResource> ALL =
      List.of(
          new SchemaResource(
              Resources.USER,
              "User",
              "Official",
              List.of(
                  unique(text("userName", true, Mutability.READ_WRITE)),
                  complex(
                      "name",
                      false,
                      Mutability.READ_WRITE,
                      text("formatted"),
                      text("familyName"),
                      text("middleName"),
                      text("givenName")),
                  text("displayName", false, Mutability.READ_ONLY),
                  text("title", false, Mutability.READ_ONLY),
                  text("locale"),
                  plain("active", AttributeDefinition.Type.BOOLEAN),
                  contact("emails"),
                  contact("phoneNumbers"),
                  complex(
                      "groups",
                      true,
                      Mutability.READ_ONLY,
                      text("value", false, Mutability.READ_ONLY),
                      text("display", false, Mutability.READ_ONLY),
                      text("type", false, Mutability.READ_ONLY)),
                  complex(
                      "roles",
                      true,
                      Mutability.READ_ONLY,
                      text("value", false, Mutability.READ_ONLY),
                      text("display", false, Mutability.READ_ONLY)))),
          new SchemaResource(
              Resources.ENTERPRISE,
              "EnterpriseUser",
              "Official in personnel records",
              List.of(
                  unique(text("employeeNumber", false, Mutability.READ_WRITE)),
                  text("department", false, Mutability.READ_ONLY))),
          new SchemaResource(
              Resources.OFFICIAL,
              "Official",
              "Posts, and the number of the identity card, which is never shown",
              List.of(
                  new AttributeDefinition.Builder()
                      .setName("nationalId")
                      .setType(AttributeDefinition.Type.STRING)
                      .setMutability(Mutability.WRITE_ONLY)
                      .setReturned(Returned.NEVER)
                      .setUniqueness(Uniqueness.SERVER)
                      .build(),
                  complex(
                      "posts",
                      true,
                      Mutability.READ_WRITE,
                      text("id", false, Mutability.READ_ONLY),
                      text("unit"),
                      text("unitCode"),
                      text("unitName", false, Mutability.READ_ONLY),
                      text("title", true, Mutability.READ_WRITE),
                      text("kind"),
                      text("from"),
                      text("until")))),
          new SchemaResource(
              Resources.GROUP,
              "Group",
              "Unit",
              List.of(
                  text("displayName", false, Mutability.READ_ONLY),
                  complex(
                      "members",
                      true,
                      Mutability.READ_ONLY,
                      text("value", false, Mutability.READ_ONLY),
                      text("display", false, Mutability.READ_ONLY),
                      text("type", false, Mutability.READ_ONLY)))));

  private Schemas() {}

  private static AttributeDefinition text(String name) {
    return text(name, false, Mutability.READ_WRITE);
  }

  private static AttributeDefinition text(String name, boolean required, Mutability mutability) {
    return new AttributeDefinition.Builder()
        .setName(name)
        .setType(AttributeDefinition.Type.STRING)
        .setRequired(required)
        .setMutability(mutability)
        .build();
  }

  private static AttributeDefinition plain(String name, AttributeDefinition.Type type) {
    return new AttributeDefinition.Builder().setName(name).setType(type).build();
  }

  private static AttributeDefinition unique(AttributeDefinition of) {
    return new AttributeDefinition.Builder()
        .setName(of.getName())
        .setType(of.getType())
        .setRequired(of.isRequired())
        .setMutability(of.getMutability())
        .setUniqueness(Uniqueness.SERVER)
        .build();
  }

  private static AttributeDefinition contact(String name) {
    return complex(
        name,
        true,
        Mutability.READ_WRITE,
        text("value"),
        text("type", false, Mutability.READ_ONLY),
        plain("primary", AttributeDefinition.Type.BOOLEAN));
  }

  private static AttributeDefinition complex(
      String name, boolean many, Mutability mutability, AttributeDefinition... parts) {
    return new AttributeDefinition.Builder()
        .setName(name)
        .setType(AttributeDefinition.Type.COMPLEX)
        .setMultiValued(many)
        .setMutability(mutability)
        .addSubAttributes(parts)
        .build();
  }
}
