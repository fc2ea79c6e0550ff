using System.Text.Json.Serialization;

namespace Dispatch.Stock;

/// <summary>What a part in a warehouse can be asked. Repeating a command that holds changes nothing.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DefineStock), "defineStock")]
[JsonDerivedType(typeof(ReceiveStock), "receiveStock")]
[JsonDerivedType(typeof(CountStock), "countStock")]
[JsonDerivedType(typeof(HoldStock), "holdStock")]
[JsonDerivedType(typeof(ConfirmStock), "confirmStock")]
[JsonDerivedType(typeof(ReleaseStock), "releaseStock")]
[JsonDerivedType(typeof(UseStock), "useStock")]
[JsonDerivedType(typeof(CheckStock), "checkStock")]
[JsonDerivedType(typeof(SendStock), "sendStock")]
[JsonDerivedType(typeof(TakeStock), "takeStock")]
[JsonDerivedType(typeof(NoteStockTaken), "noteStockTaken")]
public abstract record StockCommand;

/// <summary>The warehouse keeps the part.</summary>
public sealed record DefineStock(string Org) : StockCommand;

/// <summary>Parts came in. Not repeatable by itself: each call adds.</summary>
public sealed record ReceiveStock(int Quantity) : StockCommand;

/// <summary>Somebody counted the shelf.</summary>
public sealed record CountStock(int OnHand) : StockCommand;

/// <summary>A command of a job. Many of them are settled together, and each may be repeated safely.</summary>
/// <param name="Job">Key of the job, <c>{ticket}/{work order}</c>.</param>
/// <param name="Attempt">The ticket's attempt at booking the job, counted from 1.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HoldStock), "holdStock")]
[JsonDerivedType(typeof(ConfirmStock), "confirmStock")]
[JsonDerivedType(typeof(ReleaseStock), "releaseStock")]
[JsonDerivedType(typeof(UseStock), "useStock")]
public abstract record StockJobCommand(string Job, int Attempt) : StockCommand;

/// <summary>Keeps parts for a job until they are confirmed. A newer attempt takes the place of an older one.</summary>
public sealed record HoldStock(string Job, int Attempt, int Quantity) : StockJobCommand(Job, Attempt);

/// <summary>The ticket has committed the booking.</summary>
public sealed record ConfirmStock(string Job, int Attempt) : StockJobCommand(Job, Attempt);

/// <summary>The job no longer needs its parts.</summary>
/// <param name="HeldOnly">Whether only an unconfirmed hold is given back: a confirmed reservation was booked by another run of the same attempt and stays.</param>
public sealed record ReleaseStock(string Job, int Attempt, bool HeldOnly = false) : StockJobCommand(Job, Attempt);

/// <summary>The job took this many; what else it had reserved is free again.</summary>
public sealed record UseStock(string Job, int Attempt, int Quantity) : StockJobCommand(Job, Attempt);

/// <summary>Holds may have lapsed.</summary>
public sealed record CheckStock : StockCommand;

/// <summary>Parts leave for another warehouse. Not repeatable by itself: each call sends.</summary>
/// <param name="To">Bare id of the other warehouse.</param>
public sealed record SendStock(string To, int Quantity) : StockCommand;

/// <summary>Another warehouse has sent so much; what is not yet booked of it is put on the shelf.</summary>
/// <param name="From">Bare id of the other warehouse.</param>
/// <param name="Sent">All that it ever sent here, in pieces.</param>
public sealed record TakeStock(string From, long Sent) : StockCommand;

/// <summary>The other warehouse has booked so much of what was sent.</summary>
/// <param name="To">Bare id of the other warehouse.</param>
/// <param name="Taken">All that it ever booked from here, in pieces.</param>
public sealed record NoteStockTaken(string To, long Taken) : StockCommand;
