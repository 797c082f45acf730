"""Files kept with an order: upload, list, download, delete."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, File, Form, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from orders_provider.parameters import AttachmentId, OrderId, TheShop, customer
from orders_provider.problems import responses
from orders_provider.schemas import Attachment, AttachmentList
from orders_provider.shop import LARGEST_ATTACHMENT, AttachmentRecord

attachments_router = APIRouter(
    prefix="/orders/{order_id}/attachments", tags=["attachments"], dependencies=[Depends(customer)]
)
deletion_router = APIRouter(
    prefix="/orders/{order_id}/attachments", tags=["attachments"], dependencies=[Depends(customer)]
)


class AttachmentUpload(BaseModel):
    """A file and what it is."""

    model_config = ConfigDict(extra="forbid")

    file: Annotated[UploadFile, File(description=f"At most {LARGEST_ATTACHMENT:,} bytes.")]
    label: str = Field(default="", max_length=200, examples=["delivery note"])


@attachments_router.post(
    "",
    operation_id="upload_attachment",
    status_code=201,
    response_model=Attachment,
    responses=responses(400, 401, 404, 413),
)
async def upload_attachment(
    order_id: OrderId,
    upload: Annotated[AttachmentUpload, Form(media_type="multipart/form-data")],
    shop: TheShop,
) -> AttachmentRecord:
    """Keep a file with an order."""
    content = await upload.file.read()
    return shop.attach(order_id, upload.file.filename or "unnamed", upload.label, content)


@attachments_router.get(
    "", operation_id="list_attachments", response_model=AttachmentList, responses=responses(401, 404)
)
async def list_attachments(order_id: OrderId, shop: TheShop) -> dict[str, list[AttachmentRecord]]:
    """List the files kept with an order, oldest first."""
    return {"items": list(shop.find(order_id).attachments.values())}


@attachments_router.get(
    "/{attachment_id}",
    operation_id="download_attachment",
    response_class=Response,
    responses={
        200: {
            "description": "The bytes of the file.",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        },
        **responses(401, 404),
    },
)
async def download_attachment(order_id: OrderId, attachment_id: AttachmentId, shop: TheShop) -> Response:
    """Download a file kept with an order."""
    attachment = shop.attachment(order_id, attachment_id)
    disposition = f"attachment; filename*=UTF-8''{quote(attachment.file_name, safe='')}"
    return Response(
        attachment.content,
        media_type="application/octet-stream",
        headers={"Content-Disposition": disposition},
    )


@deletion_router.delete(
    "/{attachment_id}", operation_id="delete_attachment", status_code=204, responses=responses(401, 404)
)
async def delete_attachment(order_id: OrderId, attachment_id: AttachmentId, shop: TheShop) -> None:
    """Delete a file kept with an order."""
    shop.detach(order_id, attachment_id)
