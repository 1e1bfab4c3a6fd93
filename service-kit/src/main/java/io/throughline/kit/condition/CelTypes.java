package io.throughline.kit.condition;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.throughline.kit.condition.ValueType.ListOf;
import io.throughline.kit.condition.ValueType.MapOf;
import io.throughline.kit.condition.ValueType.Simple;
import io.throughline.kit.condition.ValueType.Structure;
import io.throughline.kit.condition.ValueType.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.Set;

/** The declared types as CEL words them, and the names that a writer of conditions may use. */
final class CelTypes implements CelTypeProvider {

    private final Map<String, CelType> structures = new LinkedHashMap<>();
    private final Set<String> fields = new TreeSet<>();

    CelType of(ValueType type) {
        return switch (type) {
            case Simple simple -> of(simple);
            case Text _ -> SimpleType.STRING;
            case ListOf list -> ListType.create(of(list.item()));
            case MapOf map -> MapType.create(SimpleType.STRING, of(map.value()));
            case Structure structure -> of(structure);
        };
    }

    private CelType of(Simple type) {
        return switch (type) {
            case WHOLE -> SimpleType.INT;
            case NUMBER -> SimpleType.DOUBLE;
            case TRUTH -> SimpleType.BOOL;
            case TIME -> SimpleType.TIMESTAMP;
            case DURATION -> SimpleType.DURATION;
            case ANYTHING -> SimpleType.DYN;
        };
    }

    private CelType of(Structure structure) {
        var types = new LinkedHashMap<String, CelType>();
        structure.fields().forEach((name, type) -> types.put(name, of(type)));
        fields.addAll(types.keySet());
        var struct = StructType.create(
                structure.name(),
                ImmutableSet.copyOf(types.keySet()),
                name -> Optional.ofNullable(types.get(name)));
        structures.put(structure.name(), struct);
        return struct;
    }

    /** The names of all fields of all structures. */
    Set<String> fields() {
        return fields;
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableSet.copyOf(structures.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(structures.get(name));
    }
}
