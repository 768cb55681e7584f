"""The device side of virtio, in the simulated machine: what drivers are tested against.

A model is strict: a driver that breaks a rule of the specification gets a `DriverError` where a real device would misbehave
in silence. It is also lazy in the way real devices are: it looks at a queue only after a notification, and interrupts only when
it was asked to, so a wake-up that the driver loses is lost in a test too.
"""
