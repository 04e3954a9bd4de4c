package io.bankingconnect.snowflake.transform;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;

/** {@code {% snapshot name %} … {% endsnapshot %}}: renders what is between. */
final class SnapshotTag implements Tag {

    private static final long serialVersionUID = 1L;

    @Override
    public String getName() {
        return "snapshot";
    }

    @Override
    public String getEndTagName() {
        return "endsnapshot";
    }

    @Override
    public String interpret(TagNode tag, JinjavaInterpreter interpreter) {
        StringBuilder body = new StringBuilder();
        for (Node child : tag.getChildren()) {
            body.append(child.render(interpreter));
        }
        return body.toString();
    }
}
