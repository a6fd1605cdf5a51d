extension CloudWatchLogsEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "awslogs": {
        "data": "H4sIAAAAAAACA6VQXUvDMBT9KyX4OGg+2jTxrcxuCNXJWgUZY2RtnIW2KUm6KWP/3WROwZe9mKdLzse95xxBJ40RO1l+DhLcBuAuLdPNQ1YU6TwDkwCoQy+1BxAmUUwTxiHCHmjVbq7VOHgsFAcTtqLb1iLUspLNYM2FU1gtRedJGGIaQhJCFK5u8rTMinINf13FtqrlmxeZcWsq7Swa1c+a1kptnHwFpNbKjetv32wve3sGjqCpvT9BPCYIUgopp5QzQhLGIIc4hglnMMIIoYhgximKIxxhzjBGMWV+p21cDVZ0Pg1KEkwojaB/DrsU5FessuVysVwHvQrMWL0HSteuHMeRH1aLysp61si29mcdQSv3svWqs+i8xdH8x1/56TQJ/pmBX8uArmeoRmNV5+/wzQ6qbarP/Of0dDpdPD+Wmzx7yfLN0yK/n76C0xc5t5iiNQIAAA=="
      }
    }
    """#
  }
}
