package vn.antin.auth.provisioning.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.types.AuthenticationScheme;
import com.unboundid.scim2.common.types.BulkConfig;
import com.unboundid.scim2.common.types.ChangePasswordConfig;
import com.unboundid.scim2.common.types.ETagConfig;
import com.unboundid.scim2.common.types.FilterConfig;
import com.unboundid.scim2.common.types.PaginationConfig;
import com.unboundid.scim2.common.types.PatchConfig;
import com.unboundid.scim2.common.types.ResourceTypeResource;
import com.unboundid.scim2.common.types.SchemaResource;
import com.unboundid.scim2.common.types.ServiceProviderConfigResource;
import com.unboundid.scim2.common.types.SortConfig;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import vn.antin.auth.web.House;

/** What this server understands of SCIM (RFC 7644 §4). */
@Controller
@RequestMapping("/scim/v2")
final class DiscoveryEndpoint {
  private static final int LARGEST = 1 << 20;

  private final House house;

  DiscoveryEndpoint(House house) {
    this.house = house;
  }

  @GetMapping("/ServiceProviderConfig")
  ResponseEntity<String> config() {
    ObjectNode config =
        JsonUtils.valueToNode(
            new ServiceProviderConfigResource(
                null,
                new PatchConfig(true),
                new BulkConfig(true, Bulk.MOST, LARGEST),
                new FilterConfig(true, PageOf.MOST),
                new ChangePasswordConfig(false),
                new SortConfig(true),
                new ETagConfig(true),
                new PaginationConfig(false, true, "index", 100, PageOf.MOST, null),
                AuthenticationScheme.createOAuth2BearerToken(true)));
    return ScimBody.ok(located(config, "ServiceProviderConfig", "ServiceProviderConfig"));
  }

  @GetMapping("/ResourceTypes")
  ResponseEntity<String> types() {
    return listed(List.of(user(), group()));
  }

  @GetMapping("/ResourceTypes/{name}")
  ResponseEntity<String> type(@PathVariable String name) {
    return switch (name) {
      case "User" -> ScimBody.ok(user());
      case "Group" -> ScimBody.ok(group());
      default -> throw ScimFault.notFound();
    };
  }

  private ObjectNode user() {
    ObjectNode type =
        JsonUtils.valueToNode(
            new ResourceTypeResource(
                "User",
                "User",
                "Officials",
                URI.create("/Users"),
                URI.create(Resources.USER),
                List.of(
                    new ResourceTypeResource.SchemaExtension(
                        URI.create(Resources.ENTERPRISE), false),
                    new ResourceTypeResource.SchemaExtension(
                        URI.create(Resources.OFFICIAL), false))));
    return located(type, "ResourceType", "ResourceTypes/User");
  }

  private ObjectNode group() {
    ObjectNode type =
        JsonUtils.valueToNode(
            new ResourceTypeResource(
                "Group",
                "Group",
                "Units, of those who hold posts there",
                URI.create("/Groups"),
                URI.create(Resources.GROUP),
                List.of()));
    return located(type, "ResourceType", "ResourceTypes/Group");
  }

  @GetMapping("/Schemas")
  ResponseEntity<String> schemas() {
    return listed(Schemas.ALL.stream().map(this::schema).toList());
  }

  @GetMapping("/Schemas/{id}")
  ResponseEntity<String> schema(@PathVariable String id) {
    return ScimBody.ok(
        Schemas.ALL.stream()
            .filter(schema -> id.equals(schema.getId()))
            .findFirst()
            .map(this::schema)
            .orElseThrow(ScimFault::notFound));
  }

  private ObjectNode schema(SchemaResource schema) {
    return located(JsonUtils.valueToNode(schema), "Schema", "Schemas/" + schema.getId());
  }

  private ObjectNode located(ObjectNode resource, String type, String path) {
    ObjectNode meta = resource.putObject("meta");
    meta.put("resourceType", type);
    meta.put("location", house.issuer() + "/scim/v2/" + path);
    return resource;
  }

  private static ResponseEntity<String> listed(List<ObjectNode> resources) {
    ObjectNode list = Resources.object();
    list.putArray("schemas").add(Resources.LIST);
    list.put("totalResults", resources.size());
    list.put("startIndex", 1);
    list.put("itemsPerPage", resources.size());
    list.putArray("Resources").addAll(resources);
    return ScimBody.ok(list);
  }

  @ExceptionHandler
  ResponseEntity<String> refused(ScimFault fault) {
    return ScimBody.answer(fault.status(), ScimBody.error(fault), Map.of());
  }
}
