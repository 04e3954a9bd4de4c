package io.bankingconnect.smt;

import io.bankingconnect.testing.ReadmeKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void theKeyTablesAreThoseOfTheTransformsAndPredicates() throws IOException {
        Map<String, ConfigDef> definitions = new LinkedHashMap<>();
        definitions.put("TokenizePii", new TokenizePii.Value<SourceRecord>().config());
        definitions.put("MaskPan", new MaskPan.Value<SourceRecord>().config());
        definitions.put("NormalizeMoney", new NormalizeMoney.Value<SourceRecord>().config());
        definitions.put("ValidateRules", new ValidateRules<SourceRecord>().config());
        definitions.put("CdcAudit", new CdcAudit<SourceRecord>().config());
        definitions.put("SchemaDriftGuard", new SchemaDriftGuard.Value<SourceRecord>().config());
        definitions.put("HasOperation", new HasOperation<SourceRecord>().config());
        definitions.put("AmountAbove", new AmountAbove<SourceRecord>().config());
        definitions.put("FieldMatches", new FieldMatches<SourceRecord>().config());

        for (Map.Entry<String, ConfigDef> definition : definitions.entrySet()) {
            ReadmeKeys.check(Path.of("README.md"), definition.getKey(), definition.getValue());
        }
    }
}
