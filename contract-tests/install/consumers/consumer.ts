// A program that uses the installed client of the orders service.
import { createClient, getOrder, unwrap } from "@acme/orders";
import type { Order, OrderCreate } from "@acme/orders";

declare const process: { env: Record<string, string | undefined> };

const baseUrl = process.env["ORDERS_URL"] ?? "";
const auth = { bearer: process.env["ORDERS_TOKEN"] ?? "" };
const client = createClient({ baseUrl, auth });
const wanted: OrderCreate = { items: [{ sku: "TEAPOT", quantity: 1 }], note: "Please ring twice." };

function expect(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`expected that ${what}`);
}

const order: Order = await unwrap(client.createOrder({ body: wanted }));
expect(order.status === "open" && order.total.amount === 3450, "the order is taken at its price");

const paid = await unwrap(
  client.payOrder({ order_id: order.id, body: { method: "card", network: "visa", last_digits: "4242" } }),
);
expect(paid.paid_by?.method === "card", "the payment is told apart by its method");

const page = await unwrap(client.listOrders({ status: "paid", limit: 100 }));
expect(page.items.some((each) => each.id === order.id), "the order is listed");

const content = new Uint8Array([0, 1, 2, 255]);
const kept = await unwrap(
  client.uploadAttachment({ order_id: order.id, body: { file: new Blob([content]), label: "note" } }),
);
const got = await unwrap(client.downloadAttachment({ order_id: order.id, attachment_id: kept.id }));
expect((await got.arrayBuffer()).byteLength === 4, "the bytes come back");

const missing = await getOrder({ order_id: "o_999" }, { baseUrl, auth });
expect(missing.error?.status === 404, "a missing order is told by its status");
if (missing.error.status === 404) expect(missing.error.body.title === "Order not found", "with its problem");

const stranger = await client.listOrders({}, { auth: { bearer: "wrong" } });
expect(stranger.error?.status === 401, "a wrong token is told");

// @ts-expect-error a quantity is a number
const wrong: OrderCreate = { items: [{ sku: "TEAPOT", quantity: "1" }] };
expect(wrong.items.length === 1, "the compiler knows the types");

console.log("the consumer is content");
