package dev.assay.dq.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/** The schemas of what is written, and whether a text fits one. */
public final class JsonSchemas {

  /** Jackson takes 1e400 for infinite, which no validator takes for a number. */
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .setNodeFactory(
              new JsonNodeFactory() {
                private static final long serialVersionUID = 1L;

                @Override
                public NumericNode numberNode(double value) {
                  return super.numberNode(
                      Math.max(-Double.MAX_VALUE, Math.min(value, Double.MAX_VALUE)));
                }
              });

  private final Validator validator =
      new ValidatorFactory().withJsonNodeFactory(new JacksonNode.Factory(MAPPER)).createValidator();

  private final URI schema;

  private JsonSchemas(Class<?> beside, String name, String... usedByIt) {
    for (String used : usedByIt) {
      validator.registerSchema(read(beside, used));
    }
    schema = validator.registerSchema(read(beside, name));
  }

  /**
   * The schema in a resource.
   *
   * @param usedByIt the resources of the schemas that it names
   */
  public static JsonSchemas of(Class<?> beside, String name, String... usedByIt) {
    return new JsonSchemas(beside, name, usedByIt);
  }

  private static com.fasterxml.jackson.databind.JsonNode read(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What of a JSON text does not fit the schema, and where. */
  public List<String> problems(String json) {
    Validator.Result result = validator.validate(schema, json);
    return result.isValid()
        ? List.of()
        : result.getErrors().stream()
            .map(error -> error.getInstanceLocation() + ": " + error.getError())
            .toList();
  }
}
