"""Which commune a text names, by whatever name it carried and when."""
