namespace Dispatch.Customers;

/// <summary>An open ticket of a customer.</summary>
public sealed record OpenCase(string Ticket, string Kind, string? OrderNumber, DateTimeOffset OpenedAt);
