"""What other tools measured: reports found, recognised by content, read, merged and checked."""
