package io.throughline.measurement.definition;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Personas as the database keeps them. */
public final class PersonaJson {

    private PersonaJson() {}

    static String write(List<Persona> personas) {
        var json = new JsonArray();
        personas.forEach(persona -> json.add(new JsonObject()
                .put("name", persona.name())
                .put("title", persona.title())
                .put("when", persona.when())));
        return json.encode();
    }

    public static List<Persona> read(String json) {
        return new JsonArray(json)
                .stream()
                        .map(JsonObject.class::cast)
                        .map(persona -> new Persona(
                                persona.getString("name"), persona.getString("title"), persona.getString("when")))
                        .toList();
    }
}
