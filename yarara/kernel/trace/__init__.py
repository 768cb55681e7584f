"""What the kernel says of its own work, into memory that the host looks into: docs/tracing.md."""
