import MartletBatch

/// Books the receipts that come by a queue. One that cannot be booked goes back to the queue, where
/// it becomes a dead letter at last; the others of its batch are booked all the same.
@main
struct Receipts: SQSFunction {
  struct Receipt: Codable {
    var order: String
    var cents: Int
  }

  func handle(_ message: SQSEvent.Message, context: Context) async throws {
    let receipt = try message.decode(Receipt.self)
    guard receipt.cents > 0 else {
      throw FunctionError("NothingPaid", "order \(receipt.order) has \(receipt.cents) cents")
    }
    context.log.info(
      "booked", metadata: ["order": .string(receipt.order), "cents": .int(receipt.cents)])
  }
}
